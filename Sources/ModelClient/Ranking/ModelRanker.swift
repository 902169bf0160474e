public import Curation

/// Asks a model to rank clusters, one at a time.
public struct ModelRanker: Sendable {
  /// Every choice that can change what is asked.
  public struct Options: Equatable, Sendable {
    /// Decides labels and order of presentation, together with the cluster and the attempt.
    public var seed: UInt64
    /// The words of the question.
    public var prompt: RankingPrompt
    /// The room of a question.
    public var limits: PromptLimits
    /// How freely the model writes.
    public var sampling: ChatRequest.Sampling
    /// How often a question is asked again, with the fault named, when the reply cannot be used.
    public var reasks: Int
    /// In how many passes each cluster is ranked.
    public var passes: PassPlan

    /// Sets the options.
    public init(
      seed: UInt64,
      prompt: RankingPrompt = .standard,
      limits: PromptLimits = PromptLimits(),
      sampling: ChatRequest.Sampling = ChatRequest.Sampling(),
      reasks: Int = 2,
      passes: PassPlan = .single
    ) {
      self.seed = seed
      self.prompt = prompt
      self.limits = limits
      self.sampling = sampling
      self.reasks = max(0, reasks)
      self.passes = passes
    }
  }

  private let model: any ChatModel
  let options: Options

  /// Makes a ranker.
  public init(model: any ChatModel, options: Options) {
    self.model = model
    self.options = options
  }

  /// Asks for an order of all candidates of a cluster in one pass.
  ///
  /// A reply that is not exactly such an order is a failure; nothing is completed or guessed.
  ///
  /// - Parameters:
  ///   - cluster: The cluster.
  ///   - candidates: Its instructions, in its order.
  ///   - picks: How many of them will be picked; those and two more get a rationale.
  ///   - round: The round as far as it has got, so that asking again does not ask the same.
  ///   - pass: The number of the pass, from 1.
  /// - Returns: The ranking or why there is none, with all that was asked and replied.
  /// - Throws: `ModelError` when the endpoint itself is at fault, so that asking about other clusters is in
  ///   vain, or when the task is cancelled. What fails for this cluster alone is in the result.
  public func rank(
    _ cluster: Cluster,
    candidates: [Instruction],
    picks: Int,
    round: RankingRound = RankingRound(),
    pass: Int = 1
  ) async throws(ModelError) -> RankingAttempt {
    let tries = round.tries[pass] ?? 0
    let place =
      options.passes.isSingle ? "\(round.earlierTries + tries + 1)" : "\(round.number)/\(pass)/\(tries)"
    let rotation = PassRotation(
      of: candidates.count,
      pass: pass,
      in: options.passes,
      cluster: cluster.number,
      key: "\(options.seed)/\(round.number)"
    )
    var earlier: [RankingCall] = []
    while true {
      let question = try RankingQuestion(
        about: candidates,
        in: rotation,
        picks: picks,
        prompt: options.prompt,
        limits: options.limits,
        sampling: options.sampling,
        key: "\(options.seed)/\(cluster.number)/\(place)/\(earlier.count)",
        complaint: earlier.last?.failure,
        // An order without reasons is worth more than a third reply of no use.
        isBrief: earlier.count >= 2 && earlier.count == options.reasks
      )
      let subject = "\(cluster.number)-\(round.number)-\(pass)-\(tries + earlier.count)"
      let call = try await ask(question, subject, about: cluster)
      guard let failure = call.failure, failure.category.isWorthAsking, earlier.count < options.reasks else {
        return RankingAttempt(
          cluster: cluster.number,
          round: round.number,
          pass: pass,
          earlier: earlier,
          last: call
        )
      }
      earlier.append(call)
    }
  }

  private func ask(
    _ question: RankingQuestion,
    _ subject: String,
    about cluster: Cluster
  ) async throws(ModelError) -> RankingCall {
    var request = question.request
    request.subject = subject
    let exchange = await model.answer(request)
    if case .failure(let error) = exchange.result, error.endsRun { throw error }
    let reply = try? exchange.result.get()
    return RankingCall(
      result: ranking(from: exchange.result, to: question, about: cluster),
      shown: question.order,
      labels: question.labels,
      reply: String((reply?.text ?? "").prefix(65_536)),
      requestHash: exchange.fingerprint ?? request.fingerprint(model: model.name, format: exchange.format),
      promptVersion: options.prompt.version,
      promptHash: options.prompt.hash,
      format: exchange.format,
      model: reply?.model ?? model.name,
      promptTokens: max(0, reply?.promptTokens ?? 0),
      completionTokens: max(0, reply?.completionTokens ?? 0),
      latency: Int(exchange.latency / .milliseconds(1)),
      tries: exchange.tries
    )
  }

  private func ranking(
    from result: Result<ChatReply, ModelError>,
    to question: RankingQuestion,
    about cluster: Cluster
  ) -> Result<Ranking, RankingFailure> {
    Result { () throws(RankingFailure) in
      switch result {
      case .failure(let error):
        throw RankingFailure(.transport, error.summary)
      case .success(let reply):
        let read = try question.reading(of: reply)
        return try Ranking(
          of: cluster.candidates,
          cluster: cluster.number,
          order: read.order,
          rationales: read.rationales,
          origin: .model(name: options.prompt.title(of: reply.model))
        )
      }
    }
  }
}

extension RankingCall {
  /// Why there is no ranking, if there is none.
  public var failure: RankingFailure? {
    if case .failure(let failure) = result { failure } else { nil }
  }
}

extension RankingFailure.Category {
  /// Whether naming the fault to the model may help.
  fileprivate var isWorthAsking: Bool {
    switch self {
    case .wrongFormat, .repetition, .missing, .unknownID, .truncated: true
    case .refusal, .transport: false
    }
  }
}
