import Foundation
import TestSupport
import Testing

@Suite struct RunsCommandTests {
  /// A demo project, ranked by recorded rankings (run 1).
  private func demo() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try #require(try BuiltProgram.run("demo", "here", in: folder).status == 0)
    return folder
  }

  private func rank(_ folder: TemporaryFolder, _ arguments: String...) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(["rank", "here/demo.handpick"] + arguments, in: folder)
  }

  private func json<Value: Decodable>(
    _ type: Value.Type,
    _ folder: TemporaryFolder,
    _ arguments: String...
  ) throws -> Value {
    let outcome = try BuiltProgram.run(arguments, in: folder)
    try #require(outcome.status == 0, "\(arguments): \(outcome.errors)")
    return try JSONDecoder().decode(type, from: Data(outcome.output.utf8))
  }

  private func runs(_ folder: TemporaryFolder, _ arguments: String...) throws -> [Run] {
    let outcome = try BuiltProgram.run(["runs", "here/demo.handpick", "--json"] + arguments, in: folder)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode([Run].self, from: Data(outcome.output.utf8))
  }

  @Test func `runs lie side by side, and one of them is under review`() throws {
    let folder = try demo()
    let aside = try rank(folder, "--method", "random", "--seed", "4", "--aside")
    #expect(aside.status == 0)
    #expect(aside.errors.contains("Under review is run 1, the authors of the samples (recorded)"))
    #expect(try rank(folder, "--method", "length").errors.contains("Under review is run 3"))
    var found = try runs(folder)
    #expect(found.map(\.run) == [1, 2, 3])
    #expect(found.map(\.isReviewed) == [false, false, true])
    #expect(found.map(\.ranked) == [24, 24, 24])
    #expect(found[1].ranker == "random (heuristic, no model)" && found[1].options == ["seed": "4"])
    found = try runs(folder, "--review", "2")
    #expect(found.map(\.isReviewed) == [false, true, false])
    let table = try BuiltProgram.run("runs", "here/demo.handpick", in: folder)
    #expect(table.output.contains("* 2  random (heuristic, no model)"))
    let clusters = try BuiltProgram.run("status", "here/demo.handpick", in: folder).output
    #expect(clusters.contains("24 by random (heuristic, no model)"))
    let unknown = try BuiltProgram.run("runs", "here/demo.handpick", "--review", "7", in: folder)
    #expect(
      unknown.status == 1
        && unknown.errors.contains("There is no run 7 of these clusters; there are 1, 2, 3.")
    )
  }

  @Test func `the same method and seed go on with their run, and give the same orders`() throws {
    let folder = try demo()
    for method in ["random", "k-center", "facility-location", "rouge-diversity", "length-short"] {
      #expect(try rank(folder, "--method", method, "--seed", "4", "--aside").status == 0, "\(method)")
      #expect(
        try rank(folder, "--method", method, "--seed", "4", "--aside").errors.contains("Ranked 0 clusters")
      )
    }
    #expect(try runs(folder).count == 6)
    let second = try demo()
    #expect(try rank(second, "--method", "k-center", "--seed", "4").status == 0)
    #expect(try BuiltProgram.run("runs", "here/demo.handpick", "--review", "3", in: folder).status == 0)
    let listings = try [folder, second].map {
      try BuiltProgram.run("clusters", "here/demo.handpick", "--json", in: $0).output
    }
    #expect(listings[0] == listings[1])
  }

  @Test func `two runs are compared beside chance, and beside a repeat`() throws {
    let folder = try demo()
    for seed in ["1", "2"] { #expect(try rank(folder, "--method", "random", "--seed", seed).status == 0) }
    let report = try json(Comparison.self, folder, "compare", "here/demo.handpick", "1", "2", "--json")
    #expect(report.agreement.clusters == 24 && abs(report.agreement.sameFirst.chance - 0.1) < 1e-12)
    #expect(report.agreement.kendallTau.chance == 0 && abs(report.agreement.kendallTau.value) < 0.4)
    #expect(report.noiseFloor?.source == "run 3 repeats run 2")
    let text = try BuiltProgram.run("compare", "here/demo.handpick", "1", "2", in: folder).output
    #expect(text.contains("24 clusters ranked by both, 1 to pick in each"))
    #expect(text.contains("noise floor: run 3 repeats run 2, 24 clusters"))
    let bare = try BuiltProgram.run("compare", "here/demo.handpick", "1", "3", "--floor", "2", in: folder)
    #expect(bare.output.contains("run 2 repeats run 1"))
    #expect(try BuiltProgram.run("compare", "here/demo.handpick", "1", "1", in: folder).status == 64)
    #expect(try BuiltProgram.run("compare", "here/demo.handpick", "1", "8", in: folder).status == 1)
  }

  @Test func `a run tells whether it favours lengths or places, and what it cost`() throws {
    let folder = try demo()
    #expect(try rank(folder, "--method", "length", "--aside").status == 0)
    let length = try BuiltProgram.run("runs", "here/demo.handpick", "--show", "2", in: folder)
    #expect(length.status == 0)
    #expect(length.output.contains("a good place: 1.00") && length.output.contains("! it prefers long texts"))
    #expect(length.output.contains("nothing was shown to a heuristic"))
    #expect(length.output.contains("it asked no model"))
    let json = try BuiltProgram.run("runs", "here/demo.handpick", "--show", "2", "--json", in: folder)
    #expect(json.status == 0 && json.output.contains("\"isWorthAWarning\" : true"))
    #expect(try BuiltProgram.run("runs", "here/demo.handpick", "--show", "5", in: folder).status == 1)
  }

  @Test func `imported scores rank the highest first, and what has none last`() throws {
    let folder = try demo()
    let ids = try json(Listing.self, folder, "clusters", "here/demo.handpick", "--json").clusters[0].ids
    let lines = [(ids[2], 5), (ids[0], 9)].map { "{\"id\": \"\($0.0)\", \"score\": \($0.1)}" }
    try folder.write(lines.joined(separator: "\n"), to: "scores.jsonl")
    let outcome = try rank(folder, "--method", "scores", "--scores", "scores.jsonl")
    #expect(outcome.status == 0 && outcome.errors.contains("238 of 240 candidates have no score"))
    let order = try json(Listing.self, folder, "clusters", "here/demo.handpick", "--json").clusters[0].order
    #expect(order.map { Array($0.prefix(2)) } == [ids[0], ids[2]])
    #expect(order.map { Array($0.dropFirst(2)) } == Set(ids).subtracting([ids[0], ids[2]]).sorted())
    #expect(try rank(folder, "--method", "scores").status == 64)
    #expect(try rank(folder, "--method", "random", "--scores", "scores.jsonl").status == 64)
    try folder.write("{\"id\": \"nobody\", \"score\": 1}", to: "scores.jsonl")
    #expect(try rank(folder, "--method", "scores", "--scores", "scores.jsonl").status == 1)
  }

  private struct Run: Decodable {
    var run: Int
    var ranker: String
    var isReviewed: Bool
    var ranked: Int
    var options: [String: String]
  }

  private struct Comparison: Decodable {
    struct Agreement: Decodable {
      struct Share: Decodable { var chance: Double }
      struct Mean: Decodable {
        var value: Double
        var chance: Double
      }
      var clusters: Int
      var sameFirst: Share
      var kendallTau: Mean
    }
    struct Floor: Decodable { var source: String }
    var agreement: Agreement
    var noiseFloor: Floor?
  }

  private struct Listing: Decodable {
    struct Entry: Decodable {
      var ids: [String]
      var order: [String]?
    }
    var clusters: [Entry]
  }
}
