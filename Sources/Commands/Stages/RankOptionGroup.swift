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

  @Option(help: "An OpenAI-compatible endpoint, such as http://127.0.0.1:8091 or https://api.openai.com/v1.")
  var endpoint: String?

  @Option(help: "The model's name, as the endpoint knows it.")
  var model: String?

  @Option(help: "model asks the endpoint; length puts longer texts first, a heuristic without any model.")
  var method: Method = .model

  @Option(
    help:
      "How often a cluster is ranked, each time in another order: adaptive asks 3 times, 5 unless those agree about the first place, 9 if the first two are still close."
  )
  var passes: PassPlan = .adaptive

  @Option(help: "How several passes become one order: borda, kemeny (up to 8 candidates) or rrf.")
  var aggregate: RankAggregation = .borda

  @Option(
    help: "A file with the API key that nobody else can read. Default: HANDPICK_API_KEY, then OPENAI_API_KEY."
  )
  var keyFile: String?

  @Option(help: "How many questions are asked side by side.")
  var concurrency: Int = 4

  @Option(help: "The seconds after which a request is given up.")
  var timeout: Int = 300

  @Option(help: "The tokens that one question and its reply may take together; candidates are cut to fit.")
  var contextTokens: Int = 4096

  @Flag(help: "Ask again about clusters whose reply could not be used.")
  var retry = false

  @Flag(help: "Send no temperature and no penalty, for models that refuse them.")
  var serverSampling = false

  @Flag(help: "Allow plain http to another machine than this one.")
  var allowPlainHttp = false

  func validate() throws {
    guard concurrency > 0 else { throw ValidationError("--concurrency must be at least 1.") }
    guard timeout > 0 else { throw ValidationError("--timeout must be at least 1.") }
    guard contextTokens >= 512 else { throw ValidationError("--context-tokens must be at least 512.") }
    guard (endpoint == nil) == (model == nil) else {
      throw ValidationError("--endpoint and --model go together.")
    }
    guard method == .model || endpoint == nil else {
      throw ValidationError("--method length asks no endpoint.")
    }
  }

  /// The stage that these options describe, or nil when they name nobody.
  func stage(seed: UInt64) throws -> (any RankingStage)? {
    if method == .length { return LengthRankingStage() }
    guard let endpoint, let model else { return nil }
    let key = try keyFile.map { path throws(ModelError) in try APIKey.inFile(path) } ?? APIKey.inEnvironment()
    return ModelRankingStage(
      endpoint: try Endpoint(
        endpoint,
        model: model,
        key: key,
        allowsPlainHTTP: allowPlainHttp,
        limits: Endpoint.Limits(request: .seconds(timeout))
      ),
      options: ModelRanker.Options(
        seed: seed,
        limits: PromptLimits(contextTokens: contextTokens),
        sampling: serverSampling
          ? ChatRequest.Sampling(temperature: nil, presencePenalty: nil) : ChatRequest.Sampling(),
        passes: passes
      ),
      aggregation: aggregate,
      concurrency: concurrency,
      retriesFailures: retry
    )
  }
}
