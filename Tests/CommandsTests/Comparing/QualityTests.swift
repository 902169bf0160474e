import Foundation
import TestSupport
import Testing

@Suite struct QualityTests {
  private func demo() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try #require(try BuiltProgram.run("demo", "here", in: folder).status == 0)
    return folder
  }

  private func quality(_ folder: TemporaryFolder, _ arguments: String...) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(["quality", "here/demo.handpick"] + arguments, in: folder)
  }

  private func report(_ folder: TemporaryFolder, _ arguments: String...) throws -> Report {
    let outcome = try BuiltProgram.run(
      ["quality", "here/demo.handpick", "--json"] + arguments,
      in: folder
    )
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
  }

  @Test func `clusters stand beside random ones`() throws {
    let folder = try demo()
    let found = try report(folder, "--seeds", "4")
    #expect(found.pool == 240 && found.measured == 240 && found.seeds == 4)
    #expect(found.extent.clusters == 24 && found.extent.distinct == 240 && found.extent.missing == 0)
    #expect(found.figures.count == 7)
    let shift = try #require(found.figures["centroidShift"])
    let better = (shift.random.mean - shift.value) / shift.random.deviation
    #expect(abs(try #require(shift.deviationsBetter) - better) < 1e-9)
    let mean = try #require(found.figures["intraMean"])
    #expect(try #require(mean.deviationsBetter) > 0 && mean.value > mean.random.mean)
    let text = try quality(folder, "--seeds", "4")
    #expect(text.output.contains("240 candidates in 24 clusters, of 240 instructions"))
    #expect(text.output.contains("sds better") && !text.output.contains("sample"))
  }

  @Test func `any partition of the pool can be measured`() throws {
    let folder = try demo()
    let own = try report(folder, "--seeds", "2")
    let listing = try BuiltProgram.run("clusters", "here/demo.handpick", "--json", in: folder).output
    try folder.write(listing, to: "clusters.json")
    let same = try report(folder, "--seeds", "2", "--partition", "clusters.json")
    #expect(same.figures["coverMean"]?.value == own.figures["coverMean"]?.value)
    try folder.write("[[0, 1, 2], [3, 4, 2]]", to: "two.json")
    let two = try report(folder, "--partition", "two.json").extent
    #expect((two.clusters, two.candidates, two.distinct, two.missing) == (2, 6, 5, 235))
  }

  @Test func `what is no partition is refused`() throws {
    let folder = try demo()
    for (text, message) in [
      ("{}", "holds no partition"), ("[[0, 240]]", "names row 240"), ("[[]]", "holds an empty partition"),
    ] {
      try folder.write(text, to: "bad.json")
      let outcome = try quality(folder, "--partition", "bad.json")
      #expect(outcome.status == 1 && outcome.errors.contains(message), "\(outcome.errors)")
    }
    #expect(try quality(folder, "--seeds", "0").status == 64)
  }

  private struct Report: Decodable {
    struct Spread: Decodable { var mean, deviation: Double }
    struct Figure: Decodable {
      var value: Double
      var random: Spread
      var deviationsBetter: Double?
    }
    struct Extent: Decodable { var clusters, candidates, distinct, missing: Int }
    var pool, measured, seeds: Int
    var extent: Extent
    var figures: [String: Figure]
  }
}
