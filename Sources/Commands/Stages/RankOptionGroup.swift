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
  }

  @OptionGroup var asked: EndpointOptionGroup

  @Option(help: "model asks the endpoint; length puts longer texts first, a heuristic without any model.")
  var method: Method = .model

  @OptionGroup var wording: PromptOptionGroup

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
    guard method == .model || asked.endpoint == nil else {
      throw ValidationError("--method length asks no endpoint.")
    }
    guard !probe || asked.endpoint != nil else { throw ValidationError("--probe goes with --endpoint.") }
  }

  /// The stage that these options describe, or nil when they name nobody.
  func stage(seed: UInt64, on project: Project) throws -> (any RankingStage)? {
    if method == .length { return LengthRankingStage() }
    guard let profile = try asked.profileWithModel else { return nil }
    let stage = ModelRankingStage(
      endpoint: try profile.endpoint(),
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
      concurrency: concurrency ?? profile.rates.concurrency ?? 4,
      retriesFailures: retry
    )
    return probe ? ProbedRankingStage(ranking: stage) : stage
  }

  private func sampling(fields: [String: JSONValue]) -> ChatRequest.Sampling {
    serverSampling
      ? ChatRequest.Sampling(temperature: nil, presencePenalty: nil, fields: fields)
      : ChatRequest.Sampling(fields: fields)
  }
}
