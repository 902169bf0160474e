import Interchange
import ModelClient
import ProjectStore
import TextUI

/// Reads files of answers, keeps the replies to open questions and tells of every other line.
struct BatchAnswers {
  /// What the files have said about a question that was open.
  private enum Standing { case unmentioned, failed, answered }

  private var standings: [UInt128: Standing]
  private var waiting: [KeptReply] = []
  private var progress = ProgressLine("reading answers")
  private let sitting: RankingSitting
  private let model: String

  /// How many lines were read.
  private(set) var lines = 0
  /// How many of them hold no reply that is wanted.
  private(set) var problems = 0
  /// How many of them answer what was answered before.
  private(set) var known = 0
  /// How many questions were open.
  var expected: Int { standings.count }
  /// How many replies were kept.
  var taken: Int { standings.values.count { $0 == .answered } }
  /// How many open questions no line is about.
  var missing: Int { standings.values.count { $0 == .unmentioned } }

  /// Begins to read.
  ///
  /// - Parameters:
  ///   - questions: The numbers of the open questions.
  ///   - sitting: Where they are open.
  ///   - model: The model that was asked for.
  init(to questions: Set<UInt128>, in sitting: RankingSitting, model: String) {
    standings = Dictionary(uniqueKeysWithValues: questions.lazy.map { ($0, .unmentioned) })
    self.sitting = sitting
    self.model = model
  }

  /// Reads a file.
  ///
  /// - Throws: `InterchangeError` where it cannot be read on, `CommandError` when it is a file of questions; what was
  ///   read until then is kept.
  mutating func read(_ file: LineFile) throws {
    defer { progress.finish() }
    var file = file
    var isFirst = true
    do {
      while let line = try file.next() {
        try take(line, of: file, isFirst: isFirst)
        isFirst = false
        lines += 1
        progress.show(lines, of: expected)
        if waiting.count >= 1_000 { try save() }
      }
    } catch {
      try save()
      throw error
    }
    try save()
  }

  /// Makes sure that some line was meant for the run.
  ///
  /// - Throws: `CommandError` when none was.
  func checkOrigin(of paths: [String]) throws {
    guard lines > 0, known == 0, missing == expected else { return }
    throw CommandError(
      "No line of \(paths.joined(separator: ", ")) is about a question that this run asked.",
      suggestion: "Name the answers to this project's batch, and give the same options as with --batch-out."
    )
  }

  private mutating func take(_ line: LineFile.Line, of file: LineFile, isFirst: Bool) throws {
    guard let bytes = line.bytes else {
      return tell("the line is longer than \(file.limit >> 20) MB", "-", line, file)
    }
    let answer = BatchLine(bytes, model: model)
    if isFirst, answer.isQuestion {
      throw CommandError(
        "\(file.path):\(line.number) is a question, not an answer: --batch-out wrote this file.",
        suggestion: "Name the file that the runner wrote."
      )
    }
    if let id = BatchID(answer.id), try isKnown(id) {
      known += 1
      return
    }
    do throws(BatchLine.Problem) {
      waiting.append(try reply(in: answer))
    } catch {
      let breaksOff = answer.id.isEmpty && !line.isEnded
      tell(breaksOff ? "the line breaks off" : error.text, answer.id.isEmpty ? "-" : answer.id, line, file)
    }
  }

  /// Whether a question was answered before these files were read.
  private func isKnown(_ id: BatchID) throws -> Bool {
    guard id.run == sitting.run, standings[id.number] == nil else { return false }
    return try sitting.project.reply(to: id.key, at: sitting.endpoint) != nil
  }

  /// The reply in a line, if it answers a question that is open.
  private mutating func reply(in line: BatchLine) throws(BatchLine.Problem) -> KeptReply {
    guard let id = BatchID(line.id) else {
      _ = try line.reply.get()
      throw BatchLine.Problem(text: "no question of ours has this name")
    }
    guard id.run == sitting.run, let standing = standings[id.number] else {
      throw BatchLine.Problem(text: "this question is not open in the run")
    }
    guard standing != .answered else {
      throw BatchLine.Problem(text: "an earlier line answered this question")
    }
    standings[id.number] = .failed
    let reply = try line.reply.get()
    standings[id.number] = .answered
    return KeptReply(reply, to: id.key)
  }

  private mutating func tell(_ problem: String, _ id: String, _ line: LineFile.Line, _ file: LineFile) {
    problems += 1
    progress.finish()
    Console.print("\(untrusted: file.path):\(line.number): \(untrusted: id): \(untrusted: problem)")
  }

  private mutating func save() throws {
    guard let run = sitting.run else { return }
    try sitting.project.keep(waiting, paidBy: run, at: Clock.now)
    waiting = []
  }
}
