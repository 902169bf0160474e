import Curation
import Foundation
import ProjectStore
import TestSupport
import Testing

@Suite struct EvaluateTests {
  /// A demo project with a baseline aside and six decisions.
  private func demo() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try #require(try BuiltProgram.run("demo", "here", in: folder).status == 0)
    for method in ["k-center", "length"] {
      let rank = try BuiltProgram.run(
        ["rank", "here/demo.handpick", "--method", method, "--aside"],
        in: folder
      )
      try #require(rank.status == 0, "\(rank.errors)")
    }
    for cluster in 1...6 {
      let decision = try BuiltProgram.run("decide", "here/demo.handpick", "\(cluster)", "accept", in: folder)
      try #require(decision.status == 0)
    }
    return folder
  }

  private func evaluate(_ folder: TemporaryFolder, _ arguments: String...) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(["evaluate", "here/demo.handpick"] + arguments, in: folder)
  }

  @Test func `runs, baselines and curators stand beside random picks`() throws {
    let folder = try demo()
    let outcome = try evaluate(folder, "--json", "--seeds", "4")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let json = try JSONDecoder().decode(Evaluation.self, from: Data(outcome.output.utf8))
    #expect(json.pool == 240 && json.measured == 240)
    #expect(json.selections.map(\.run) == [1, 2, 3, nil])
    #expect(json.selections.map(\.quality.picks) == [24, 24, 24, 6])
    #expect(json.random.map(\.picks) == [6, 24] && json.random.allSatisfy { $0.draws == 4 })
    let random = try #require(json.random.last)
    // k-center keeps its picks apart, and reaches no less far than random ones.
    #expect(json.selections[1].quality.coverRadius <= random.coverRadius.mean)
    #expect(json.selections[1].quality.pairMean > random.pairMean.mean)
    #expect(json.selections.allSatisfy { $0.quality.curve.last?.mean == $0.quality.coverMean })
    let same = try evaluate(folder, "--json", "--seeds", "4").output
    #expect(same == outcome.output, "the same inputs give the same numbers")
  }

  @Test func `picks are counted in the topics of the project, else in some found for the purpose`() throws {
    let folder = try demo()
    func evaluation() throws -> (json: Evaluation, text: String) {
      let outcome = try evaluate(folder, "--json", "--seeds", "1", "--run", "2")
      try #require(outcome.status == 0, "\(outcome.errors)")
      let json = try JSONDecoder().decode(Evaluation.self, from: Data(outcome.output.utf8))
      return (json, try evaluate(folder, "--seeds", "1", "--run", "2").output)
    }
    let project = try Project.open(at: folder.file("here/demo.handpick"))
    let topics = try project.topics()
    try #require(!topics.isEmpty)
    let own = try evaluation()
    #expect(
      own.json.topicSource == "project" && own.json.topics == topics.count { $0.number.subtopic == nil }
    )
    #expect(own.text.contains("in \(own.json.topics) topics of the project,"))
    try folder.write("{\"id\": \"new\", \"instruction\": \"Explain tides\"}", to: "more.jsonl")
    for arguments in [["import", "here/demo.handpick", "more.jsonl"], ["embed", "here/demo.handpick"]] {
      try #require(try BuiltProgram.run(arguments, in: folder).status == 0)
    }
    let found = try evaluation()
    #expect(found.json.topicSource == "evaluation")
    #expect(found.text.contains("topics are found for this evaluation alone"))
  }

  @Test func `text has a line for each, and only the runs that are named`() throws {
    let folder = try demo()
    let outcome = try evaluate(folder, "--run", "2", "--seeds", "2")
    #expect(outcome.status == 0 && outcome.output.contains("run 2 k-center (heuristic, no model)"))
    #expect(!outcome.output.contains("run 3") && outcome.output.contains("curators"))
    #expect(outcome.output.contains("random, 2 draws"))
    #expect(try evaluate(folder, "--run", "9").status == 1)
    #expect(try evaluate(folder, "--seeds", "0").status == 64)
  }

  @Test func `any picks are measured, in the order of their file, also without clusters`() throws {
    let folder = try demo()
    func json(_ arguments: String...) throws -> Evaluation {
      let outcome = try BuiltProgram.run(["evaluate", "--json", "--seeds", "2"] + arguments, in: folder)
      try #require(outcome.status == 0, "\(outcome.errors)")
      return try JSONDecoder().decode(Evaluation.self, from: Data(outcome.output.utf8))
    }
    let queue = try BuiltProgram.run("export", "here/demo.handpick", "--output", "-", in: folder)
    try #require(queue.status == 0, "\(queue.errors)")
    try folder.write(queue.output, to: "queue.jsonl")
    let beside = try json("here/demo.handpick", "--run", "2", "--picks", "queue.jsonl")
    #expect(beside.selections.map(\.name).suffix(2) == ["curators", "queue.jsonl"])
    let (curators, file) = (beside.selections[1].quality, beside.selections[2].quality)
    #expect(file.picks == 6 && file.coverMean == curators.coverMean && file.pairMean == curators.pairMean)

    let pool = (0..<12).map { "{\"id\": \"p\($0)\", \"instruction\": \"Explain number \($0) to me\"}" }
    try folder.write(pool.joined(separator: "\n"), to: "pool.jsonl")
    for arguments in [["new", "p.handpick", "pool.jsonl"], ["embed", "p.handpick"]] {
      try #require(try BuiltProgram.run(arguments, in: folder).status == 0)
    }
    try folder.write("p7\np2\np7\nnone\n", to: "ids.txt")
    let alone = try json("p.handpick", "--picks", "ids.txt")
    #expect(alone.selections.map(\.name) == ["ids.txt"] && alone.selections[0].quality.picks == 2)
    #expect(alone.random.map(\.picks) == [2])
    let text = try BuiltProgram.run("evaluate", "p.handpick", "--picks", "ids.txt", "--exact", in: folder)
    #expect(text.status == 0 && text.output.contains("ids.txt") && !text.output.contains("sample"))
    #expect(text.errors.contains("ids.txt:4: no instruction of the pool has this id none."))
    #expect(try BuiltProgram.run("evaluate", "p.handpick", in: folder).status == 1)
    try folder.write("none\n", to: "ids.txt")
    let unknown = try BuiltProgram.run("evaluate", "p.handpick", "--picks", "ids.txt", in: folder)
    #expect(unknown.status == 1 && unknown.errors.contains("The pool has nothing of what ids.txt names."))
  }

  @Test func `predictions are measured against references, with vectors beside the files`() throws {
    let folder = try demo()
    try folder.write(
      "{\"id\": \"a\", \"reference\": \"police kill the gunman\"}\n{\"id\": \"b\", \"reference\": \"tea\"}",
      to: "gold.jsonl"
    )
    try folder.write(
      "{\"id\": \"a\", \"prediction\": \"police killed the gunman\"}\n{\"id\": \"z\", \"prediction\": \"?\"}",
      to: "curated.jsonl"
    )
    let arguments = [
      "--run", "2", "--seeds", "1", "--predictions", "curated.jsonl", "--references", "gold.jsonl",
    ]
    func predictions() throws -> [Evaluation.Prediction]? {
      let outcome = try BuiltProgram.run(
        ["evaluate", "here/demo.handpick", "--json"] + arguments,
        in: folder
      )
      try #require(outcome.status == 0, "\(outcome.errors)")
      return try JSONDecoder().decode(Evaluation.self, from: Data(outcome.output.utf8)).predictions
    }
    let plain = try #require(try predictions()?.first)
    #expect(plain.rougeL.value == 0.75 && plain.withoutReference == 1 && plain.cosine == nil)
    try write([[3, 4], [1, 1]], to: folder.file("curated.npy"))
    try write([[4, 3], [1, 0]], to: folder.file("gold.npy"))
    let cosine = try #require(try predictions()?.first?.cosine)
    #expect(cosine.count == 1 && abs(cosine.value - 0.96) < 1e-12)
    try write([[3, 4]], to: folder.file("curated.npy"))
    let uneven = try BuiltProgram.run(["evaluate", "here/demo.handpick"] + arguments, in: folder)
    #expect(uneven.status == 1 && uneven.errors.contains("curated.npy has 1 rows, curated.jsonl 2 answers"))
  }

  /// Writes rows of numbers as a .npy file.
  private func write(_ rows: [[Float]], to path: String) throws {
    var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows.count), \(rows[0].count)), }"
    while (10 + header.utf8.count + 1) % 64 != 0 { header += " " }
    header += "\n"
    let size = UInt16(header.utf8.count)
    var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(size & 0xFF), UInt8(size >> 8)])
    data += Data(header.utf8)
    for value in rows.flatMap(\.self) {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { data += Data($0) }
    }
    try data.write(to: URL(fileURLWithPath: path))
  }

  private struct Evaluation: Decodable {
    struct Point: Decodable { var mean: Double }

    struct Quality: Decodable {
      var picks: Int
      var coverMean: Double
      var coverRadius: Double
      var pairMean: Double
      var curve: [Point]
    }

    struct Selection: Decodable {
      var name: String
      var run: Int?
      var quality: Quality
    }

    struct Spread: Decodable { var mean: Double }

    struct Random: Decodable {
      var picks: Int
      var draws: Int
      var coverRadius: Spread
      var pairMean: Spread
    }

    struct Mean: Decodable {
      var count: Int
      var value: Double
    }

    struct Prediction: Decodable {
      var withoutReference: Int
      var rougeL: Mean
      var cosine: Mean?
    }

    var pool: Int
    var measured: Int
    var topics: Int
    var topicSource: String
    var selections: [Selection]
    var random: [Random]
    var predictions: [Prediction]?
  }
}
