import Curation
import ModelClient
import ProjectStore

/// The replies that a project keeps, for the questions to one endpoint.
///
/// Replies that come while others are being saved are saved together, so that waiting for the disk does not slow
/// down those who ask.
actor ProjectReplies: ReplyArchive {
  private nonisolated let project: Project
  private nonisolated let endpoint: String
  private nonisolated let run: Int?

  private var waiting: [KeptReply] = []
  private var comers: [CheckedContinuation<Void, Never>] = []
  /// How many replies were handed over so far, and how many of them are safe.
  private var (taken, saved) = (0, 0)
  private var isSaving = false
  /// Why replies can no longer be saved.
  private var failure: (any Error)?

  /// Makes an archive.
  ///
  /// - Parameters:
  ///   - endpoint: Where is asked.
  ///   - run: The number of the run that pays; nil where nothing will be kept.
  ///   - project: The project.
  init(endpoint: String, paidBy run: Int?, in project: Project) {
    self.project = project
    self.endpoint = endpoint
    self.run = run
  }

  nonisolated func reply(to request: String) throws -> ChatReply? {
    try project.reply(to: request, at: endpoint).map(ChatReply.init)
  }

  func keep(_ reply: ChatReply, to request: String) async throws {
    waiting.append(KeptReply(reply, to: request))
    taken += 1
    let ticket = taken
    while saved < ticket {
      if isSaving {
        await withCheckedContinuation { comers.append($0) }
      } else {
        await saveWaiting()
      }
      if let failure { throw failure }
    }
  }

  private func saveWaiting() async {
    isSaving = true
    let replies = waiting
    waiting = []
    do { try await save(replies) } catch { failure = error }
    isSaving = false
    saved += replies.count
    for comer in comers { comer.resume() }
    comers = []
  }

  /// Saves beside the actor, so that others can hand over theirs meanwhile.
  @concurrent
  private nonisolated func save(_ replies: [KeptReply]) async throws {
    if let run { try project.keep(replies, paidBy: run, at: Clock.now) }
  }
}

extension KeptReply {
  init(_ reply: ChatReply, to request: String) {
    self.init(
      request: request,
      text: reply.text,
      refusal: reply.refusal,
      finishReason: reply.finishReason,
      model: reply.model,
      promptTokens: max(0, reply.promptTokens ?? 0),
      completionTokens: max(0, reply.completionTokens ?? 0),
      logProbabilities: reply.logProbabilities
    )
  }
}

extension ChatReply {
  init(_ reply: KeptReply) {
    self.init(
      text: reply.text,
      refusal: reply.refusal,
      finishReason: reply.finishReason,
      model: reply.model,
      promptTokens: reply.promptTokens,
      completionTokens: reply.completionTokens,
      logProbabilities: reply.logProbabilities
    )
  }
}
