import ArgumentParser
import Curation
import ModelClient
import ProjectStore

/// A way to put the candidates of every cluster in order.
protocol RankingStage {
  /// Ranks what is not ranked yet, and reports on standard error.
  func run(on project: Project) async throws
}

/// Who ranks, and how.
struct RankOptionGroup: ParsableArguments {
  enum Method: String, ExpressibleByArgument, CaseIterable {
    case model
    case length
    case lengthShort = "length-short"
    case random
    case kCenter = "k-center"
    case facilityLocation = "facility-location"
    case rougeDiversity = "rouge-diversity"
    case openEndedness = "open-endedness"
    case perplexityLow = "perplexity-low"
    case perplexityMid = "perplexity-mid"
    case perplexityHigh = "perplexity-high"
    case scores

    /// The baseline of that name.
    var baseline: Baseline? { Baseline(rawValue: rawValue) }

    /// Whether an endpoint is asked.
    var asksModel: Bool { self == .model || baseline?.asksModel == true }
  }

  @OptionGroup var asked: EndpointOptionGroup

  @Option(
    help:
      "model asks the endpoint. All others are heuristics, to compare with: length (longest first), length-short, random, k-center, facility-location, rouge-diversity, scores (of a file); and, by answers that the endpoint gives, open-endedness, perplexity-low, -mid and -high."
  )
  var method: Method = .model

  @OptionGroup var wording: PromptOptionGroup

  @Option(
    help: "For --method scores: a JSONL file of {\"id\": …, \"score\": …}, the highest first.",
    completion: .file()
  )
  var scores: String?

  @Flag(help: "Leave the run under review that is; see handpick runs.")
  var aside = false

  @Option(help: "Rank only so many clusters, evenly spaced.")
  var sample: Int?

  @Option(
    help:
      "How often a cluster is ranked, each time in another order: adaptive asks 3 times, 5 unless those agree about the first place, 9 if the first two are still close."
  )
  var passes: PassPlan = .adaptive

  @Option(help: "How several passes become one order: borda, kemeny (up to 8 candidates) or rrf.")
  var aggregate: RankAggregation = .borda

  @Option(help: "How many questions are asked side by side. Default: the configuration's, else 4.")
  var concurrency: Int?

  @Option(
    help: """
      The tokens that one question and its reply may take together; candidates are cut to fit. Default: the \
      configuration's, else 4096.
      """
  )
  var contextTokens: Int?

  @OptionGroup var spending: AllowanceOptionGroup

  @Flag(help: "Ask again about clusters whose reply could not be used.")
  var retry = false

  @Flag(
    help: "Rank clusters again without the sentences of a candidate that may be meant for the ranker."
  )
  var probe = false

  @Flag(help: "Send no temperature and no penalty, for models that refuse them.")
  var serverSampling = false

  func validate() throws {
    guard concurrency ?? 1 > 0 else { throw ValidationError("--concurrency must be at least 1.") }
    guard contextTokens ?? 512 >= 512 else { throw ValidationError("--context-tokens must be at least 512.") }
    guard method.asksModel || asked.endpoint == nil else {
      throw ValidationError("--method \(method.rawValue) asks no endpoint.")
    }
    guard (method == .scores) == (scores != nil) else {
      throw ValidationError("--method scores and --scores FILE go together.")
    }
    guard sample ?? 1 > 0 else { throw ValidationError("--sample must be at least 1.") }
    guard sample == nil || method.asksModel else {
      throw ValidationError("--sample goes with a model; a heuristic ranks all clusters at once.")
    }
    guard !probe || asked.endpoint != nil else { throw ValidationError("--probe goes with --endpoint.") }
  }

  /// Which clusters are ranked, and whether the run stands aside.
  var scope: RankingScope { RankingScope(sample: sample, isAside: aside) }

  /// The stage that these options describe, or nil when they name nobody.
  func stage(seed: UInt64, on project: Project) throws -> (any RankingStage)? {
    if method == .length { return LengthRankingStage(scope: scope) }
    if let baseline = method.baseline, !baseline.asksModel {
      return BaselineRankingStage(baseline: baseline, seed: seed, scores: scores, scope: scope)
    }
    if let baseline = method.baseline, let profile = try asked.profileWithModel {
      return AnswerBaselineStage(
        ranker: AnswerRanker(baseline: baseline, seed: seed, fields: profile.body),
        model: try model(of: profile),
        scope: scope
      )
    }
    guard let stage = try modelStage(seed: seed, on: project) else { return nil }
    return probe ? ProbedRankingStage(ranking: stage) : stage
  }

  /// The stage that asks a model, or nil when none is named.
  func modelStage(seed: UInt64, on project: Project) throws -> ModelRankingStage? {
    guard let profile = try asked.profileWithModel else { return nil }
    return ModelRankingStage(
      model: try model(of: profile),
      options: ModelRanker.Options(
        seed: seed,
        prompt: try wording.prompt(for: project),
        limits: PromptLimits(
          contextTokens: contextTokens ?? profile.contextTokens ?? PromptLimits().contextTokens
        ),
        sampling: sampling(fields: profile.body),
        passes: passes
      ),
      aggregation: aggregate,
      retriesFailures: retry,
      scope: scope
    )
  }

  private func model(of profile: EndpointProfile) throws -> PaidModel {
    PaidModel(
      endpoint: try profile.endpoint(),
      concurrency: concurrency ?? profile.rates.concurrency ?? 4,
      allowance: try spending.allowance(of: profile)
    )
  }

  private func sampling(fields: [String: JSONValue]) -> ChatRequest.Sampling {
    serverSampling
      ? ChatRequest.Sampling(temperature: nil, presencePenalty: nil, fields: fields)
      : ChatRequest.Sampling(fields: fields)
  }
}
