import Foundation
import Glibc
import ProjectStore
import TestSupport
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Ranking by files that somebody else answers, with the built program.
@Suite(.serialized) struct BatchTests {
  private func rank(_ pool: RankingPool, _ arguments: String...) throws -> BuiltProgram.Outcome {
    try pool.rankByBatch(arguments)
  }

  @Test func `files go out and in until every cluster is ranked, and every odd line is told`() throws {
    let pool = try RankingPool(clusters: 8)
    let out = try rank(pool, "--batch-out", "batch.jsonl")
    #expect(out.status == 0, "\(out.errors)")
    #expect(out.errors.contains("24 questions in batch.jsonl"))
    let first = try BatchQuestion.all(in: "batch.jsonl", of: pool)
    #expect(first.count == 24 && Set(first.map(\.id)).count == 24)

    var lines = first.map { $0.answer(RankingServer.order($0.labels.sorted())) }
    lines[0] = first[0].failure
    lines[1] = "{\"custom_id\": \"\(first[1].id)\""
    lines[2] = first[2].answer("I would rather not rank these.")
    lines[3] = ""
    lines.insert(first[5].answer(RankingServer.order(first[5].labels)), at: 10)
    lines.append(BatchQuestion(id: "somebody-else", body: first[7].body).answer("hi"))
    lines.append(first[6].answer("x").replacing(first[6].id, with: "9" + first[6].id))
    try pool.folder.write(lines.joined(separator: "\n"), to: "answers.jsonl")

    let taken = try rank(pool, "--batch-in", "answers.jsonl")
    #expect(taken.status == 0, "\(taken.errors)")
    let told = taken.output.split(separator: "\n").map(String.init)
    #expect(
      told == [
        "answers.jsonl:1: \(first[0].id): HTTP 500: out of memory",
        "answers.jsonl:2: -: the line is not JSON as a batch runner writes it",
        "answers.jsonl:11: \(first[5].id): an earlier line answered this question",
        "answers.jsonl:26: somebody-else: no question of ours has this name",
        "answers.jsonl:27: 9\(first[6].id): this question is not open in the run",
      ]
    )
    #expect(taken.errors.contains("21 of 24 replies taken; 5 lines hold none, 2 questions have no line."))

    // What is missing goes out again, word for word, and what was no order with the fault named.
    let next = try rank(pool, "--batch-out", "next.jsonl")
    #expect(next.status == 0)
    let second = try BatchQuestion.all(in: "next.jsonl", of: pool)
    #expect(Set(second.map(\.id)).isSuperset(of: [first[0].id, first[1].id, first[3].id]))
    #expect(!second.map(\.id).contains(first[2].id))
    #expect(
      second.contains {
        $0.id.hasPrefix("1-1-1-3-1-") && String(decoding: $0.body, as: UTF8.self).contains("An earlier reply")
      }
    )

    // The names say nothing about the texts, so these orders differ: further passes follow.
    var name = "next.jsonl"
    var round = 2
    while !(try pool.status.contains("ranked    8")) {
      let asked = try BatchQuestion.all(in: name, of: pool)
      let answers = asked.map { $0.answer(RankingServer.order($0.labels.sorted())) }
      try pool.folder.write(answers.joined(separator: "\n"), to: "answers-\(round).jsonl")
      #expect(try rank(pool, "--batch-in", "answers-\(round).jsonl").status == 0)
      round += 1
      name = "batch-\(round).jsonl"
      #expect(try rank(pool, "--batch-out", name).status == 0)
      guard try pool.folder.names.contains(name) else { break }
      try #require(round < 8)
    }
    #expect(try pool.status.contains("ranked    8"))
    let done = try rank(pool, "--batch-out", "done.jsonl")
    #expect(done.errors.contains("Nothing is open"))
    #expect(try !pool.folder.names.contains("done.jsonl"))
  }

  @Test func `what was not answered is in the next file, and nothing that was, until nothing is open`() throws
  {
    let pool = try RankingPool(clusters: 12)
    var random = SplitMix(state: 4)
    var answered: Set<String> = []
    var open: Set<String> = []
    var passes: Set<Substring> = []
    for round in 1...20 {
      let name = "round \(round).jsonl"
      #expect(try rank(pool, "--batch-out", name).status == 0)
      guard try pool.folder.names.contains(name) else { break }
      let questions = try BatchQuestion.all(in: name, of: pool)
      let ids = Set(questions.map(\.id))
      #expect(ids.count == questions.count && ids.isSuperset(of: open) && ids.isDisjoint(with: answered))
      passes.formUnion(ids.map { $0.split(separator: "-")[3] })

      var (lines, failures): ([String], Set<String>) = ([], [])
      open = []
      for question in questions {
        switch random.next() % 8 {
        case 0: open.insert(question.id)
        case 1:
          failures.insert(question.id)
          lines.append(question.failure)
        case 2:
          failures.insert(question.id)
          lines.append(String(question.failure.prefix(40)))
        case 3: lines.append(question.answer("I like them all."))
        // The names say nothing about the texts, so the orders differ and call for further passes.
        default: lines.append(question.answer(RankingServer.order(question.labels.sorted())))
        }
      }
      open.formUnion(failures)
      answered.formUnion(ids.subtracting(open))
      try pool.folder.write(lines.joined(separator: "\n"), to: "answers.jsonl")
      let taken = try rank(pool, "--batch-in", "answers.jsonl")
      #expect(taken.status == 0, "\(taken.errors)")
      #expect(taken.output.split(separator: "\n").count == failures.count)
      let count = ids.count - open.count
      #expect(
        taken.errors.contains("\(count) of \(ids.count) replies taken; \(failures.count) lines hold none")
      )
    }
    #expect(open.isEmpty && passes == ["1", "2", "3", "4", "5", "6", "7", "8", "9"])
    #expect(try pool.open().rankingStates(inRun: 1).count { $0 != .unasked } == 12)
    #expect(try rank(pool, "--batch-out", "last.jsonl").errors.contains("Nothing is open"))
  }

  @Test func `a batch that was killed is told from one that is being written`() throws {
    let pool = try RankingPool(clusters: 2)
    let left = try pool.folder.write("half a batch", to: "batch-1.jsonl.unfinished")
    let lock = Glibc.open(left, O_RDONLY)
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    let busy = try rank(pool, "--batch-out", "batch.jsonl")
    #expect(busy.status == 1 && busy.errors.contains("is being written by another process"))
    close(lock)
    #expect(try rank(pool, "--batch-out", "batch.jsonl").status == 0)
    #expect(try pool.folder.names.filter { $0.hasPrefix("batch") } == ["batch.jsonl"])
    #expect(try BatchQuestion.all(in: "batch.jsonl", of: pool).count == 6)
  }

  @Test func `a batch is never written over another`() throws {
    let pool = try RankingPool(clusters: 2)
    #expect(try rank(pool, "--batch-out", "batch.jsonl").status == 0)
    let before = try pool.folder.bytes(of: "batch.jsonl")
    let again = try rank(pool, "--batch-out", "batch.jsonl")
    #expect(again.status == 1 && again.errors.contains("batch.jsonl exists already"))
    #expect(try rank(pool, "--batch-out", "same.jsonl").status == 0)
    #expect(
      try Set(pool.folder.bytes(of: "same.jsonl").split(separator: 10)) == Set(before.split(separator: 10))
    )
  }

  @Test func `what a batch left open the endpoint can answer, in the same run`() async throws {
    let pool = try RankingPool(clusters: 4)
    try await RankingServer.serve {
      .order($0.labels)
    } _: { server in
      let arguments = [
        "rank", RankingPool.name, "--endpoint", server.address, "--model", "small", "--passes", "3",
      ]
      #expect(try BuiltProgram.run(arguments + ["--batch-out", "batch.jsonl"], in: pool.folder).status == 0)
      let answers = try BatchQuestion.all(in: "batch.jsonl", of: pool).dropLast(5)
        .map { $0.answer(RankingServer.order($0.labels)) }
      try pool.folder.write(answers.joined(separator: "\n"), to: "answers.jsonl")
      #expect(try BuiltProgram.run(arguments + ["--batch-in", "answers.jsonl"], in: pool.folder).status == 0)
      #expect(try BuiltProgram.run(arguments, in: pool.folder).status == 0)
      #expect(server.questions.count == 5)
      #expect(try pool.status.contains("ranked    4"))
    }
  }

  @Test(.enabled(if: LanguageServer.python != nil, LanguageServer.howToInstall))
  func `a real server answers what stands in a file`() async throws {
    let pool = try RankingPool(clusters: 2)
    #expect(try rank(pool, "--passes", "1", "--batch-out", "batch.jsonl").status == 0)
    let asked = try BatchQuestion.all(in: "batch.jsonl", of: pool)
    let answers = try await LanguageServer.serve { address in
      var lines: [String] = []
      for question in asked {
        var request = URLRequest(url: try #require(URL(string: address + "/v1/chat/completions")))
        request.httpMethod = "POST"
        request.httpBody = question.body
        request.setValue("application/json", forHTTPHeaderField: "content-type")
        let (body, response) = try await URLSession.shared.data(for: request)
        #expect((response as? HTTPURLResponse)?.statusCode == 200)
        let text = String(decoding: body, as: UTF8.self)
        lines.append(
          #"{"custom_id":"\#(question.id)","response":{"status_code":200,"body":\#(text)},"error":null}"#
        )
      }
      return lines
    }
    try pool.folder.write(answers.joined(separator: "\n"), to: "answers.jsonl")
    let outcome = try rank(pool, "--passes", "1", "--batch-in", "answers.jsonl")
    #expect(outcome.status == 0 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("2 of 2 replies taken"))
  }
}
