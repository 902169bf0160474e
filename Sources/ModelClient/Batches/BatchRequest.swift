import Foundation

/// A line of a batch file, as the OpenAI Batch API and `vllm run-batch` read it: one question and its name.
public struct BatchRequest: Sendable {
  /// The name of the question: where it belongs, and the archive's key of the request.
  public let id: BatchID
  /// The line, with its line break.
  public let line: [UInt8]

  /// Puts a question into a line.
  ///
  /// - Parameters:
  ///   - request: The question.
  ///   - model: The model's name.
  ///   - format: How the shape of the reply is asked for.
  ///   - run: The number of the run.
  public init(_ request: ChatRequest, model: String, format: ReplyFormat, run: Int) {
    id = BatchID(of: request, model: model, format: format, run: run)
    let head = #"{"custom_id":"\#(id)","method":"POST","url":"/v1/chat/completions","body":"#
    line = Array(head.utf8) + request.body(model: model, format: format) + Array("}\n".utf8)
  }
}

/// What a batch file calls a question: `RUN-CLUSTER-ROUND-PASS-TRY-KEY`, in letters that every service takes.
public struct BatchID: Hashable, Sendable, CustomStringConvertible {
  /// The number of the run.
  public let run: Int
  /// The archive's key of the request, 32 hexadecimal digits.
  public let key: String
  private let subject: String

  /// The key as a number, which takes less room.
  public var number: UInt128 { UInt128(key, radix: 16) ?? 0 }

  /// Names a question.
  ///
  /// - Parameters:
  ///   - request: The question.
  ///   - model: The model's name.
  ///   - format: How the shape of the reply is asked for.
  ///   - run: The number of the run.
  public init(of request: ChatRequest, model: String, format: ReplyFormat, run: Int) {
    self.init(run: run, subject: request.subject, key: request.archiveKey(model: model, format: format))
  }

  private init(run: Int, subject: String, key: String) {
    self.run = run
    self.subject = subject
    self.key = key
  }

  /// Reads a name; nil when no batch file of ours has such names.
  public init?(_ text: String) {
    guard let parts = text.wholeMatch(of: /(\d{1,9})-(\d{1,9}(?:-\d{1,9}){3})-([0-9a-f]{32})/)?.output,
      let run = Int(parts.1)
    else { return nil }
    self.init(run: run, subject: String(parts.2), key: String(parts.3))
  }

  public var description: String { "\(run)-\(subject)-\(key)" }
}
