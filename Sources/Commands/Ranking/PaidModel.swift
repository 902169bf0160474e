import ModelClient
import ProjectStore

/// A model as a run may ask it: at the allowed pace, within the cap, and only what was never paid for.
///
/// Whatever asks a model for a run gets it here, so that no part can be forgotten.
struct PaidModel {
  /// Where the model is asked.
  var endpoint: Endpoint
  /// How many questions are asked side by side.
  var concurrency: Int
  /// What the run may spend in all, and how fast.
  var allowance = Allowance()

  /// The pace at which it is asked.
  var rates: RateLimits {
    var rates = allowance.rates
    rates.concurrency = concurrency
    return rates
  }

  /// Lends the model to a run, which pays for what nobody has paid for yet.
  ///
  /// - Throws: What `body` throws, or `ProjectError` when it cannot be read what the run has spent.
  func lend<Value: Sendable>(
    to run: Int,
    of project: Project,
    retry: RetryPolicy = RetryPolicy(),
    isolation: isolated (any Actor)? = #isolation,
    _ body: (any ChatModel) async throws -> Value
  ) async throws -> Value {
    let usage = try project.usage(ofRun: run)
    let spent = TokenCount(prompt: usage.promptTokens, completion: usage.completionTokens)
    return try await EndpointModel.connect(to: endpoint, rates: rates, retry: retry) { model in
      let capped = CappedModel(model, cap: allowance.cap, spent: spent)
      let archive = ProjectReplies(endpoint: endpoint.base, paidBy: run, in: project)
      return try await body(RememberingModel(capped, archive: archive, concurrency: concurrency))
    }
  }
}
