import Curation
import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct SelectionQualityTests {
  /// Unit vectors in a plane, by their angles in degrees.
  private func plane(_ degrees: [Double]) throws -> Embeddings {
    let values = degrees.flatMap { [Float(cos($0 * .pi / 180)), Float(sin($0 * .pi / 180))] }
    return try #require(Embeddings(count: degrees.count, dimensions: 2, values: values))
  }

  private func quality(_ rows: [Int], _ embeddings: Embeddings, topics: [Int]) throws -> SelectionQuality? {
    try SelectionQuality(of: rows, in: SelectionQuality.Pool(embeddings, topics: topics))
  }

  @Test func `distances, repetitions and topics of picks by hand`() throws {
    let embeddings = try plane([0, 90, 180, 0, 20, 270])
    let found = try #require(try quality([0, 1, 3, 4], embeddings, topics: [0, 1, 2, 0, 0, 3]))
    #expect(found.picks == 4)
    // 90° lie 1 apart, 0° 0, 20° 1 − cos 20°, 70° 1 − cos 70°.
    let near = 1 - cos(20 * Double.pi / 180)
    let far = 1 - cos(70 * Double.pi / 180)
    let mean: Double = (2 + 2 * near + far) / 6
    #expect(abs(try #require(found.pairMean) - mean) < 1e-6)
    #expect(abs(try #require(found.pairLeast)) < 1e-6)
    // The picks sum up to (2 + cos 20°, 1 + sin 20°), the pool to (1 + cos 20°, sin 20°).
    let angle = 20 * Double.pi / 180
    let shift = (
      (2 + cos(angle)) / 4 - (1 + cos(angle)) / 6, (1 + sin(angle)) / 4 - sin(angle) / 6
    )
    #expect(abs(found.centroidShift - (shift.0 * shift.0 + shift.1 * shift.1).squareRoot()) < 1e-6)
    // Row 3 is row 0 again; row 4 has a similarity of 0.94 to both.
    #expect(found.repeated == 1 && found.nearlyRepeated == 2)
    // Rows 2 and 5 are 1 from the nearest pick, the others are picks.
    let reach = try #require(found.reach)
    #expect(abs(reach.mean - 2.0 / 6) < 1e-6 && abs(reach.radius - 1) < 1e-6)
    #expect(found.topics == 2)
    // Shares of 3/4 and 1/4 over four topics.
    let entropy = -(0.75 * log(0.75) + 0.25 * log(0.25)) / log(4)
    #expect(isClose(found.evenness, entropy))
    #expect(found.curve.map(\.picks) == [1, 2, 3, 4])
    #expect(zip(found.curve, found.curve.dropFirst()).allSatisfy { $1.reach.mean <= $0.reach.mean })
  }

  @Test func `one pick has no pairs, none has no quality, and lengths do not matter`() throws {
    let embeddings = try plane([0, 90])
    let one = try #require(try quality([1], embeddings, topics: [0, 0]))
    #expect(one.pairMean == nil && one.pairLeast == nil && one.repeated == 0 && one.evenness == 1)
    #expect(try quality([], embeddings, topics: [0, 0]) == nil)
    let long = try #require(Embeddings(count: 2, dimensions: 2, values: [9, 0, 0, 0.5]))
    let scaled = try #require(try quality([1], long, topics: [0, 0])?.reach)
    #expect(abs(scaled.mean - 0.5) < 1e-6 && abs(scaled.radius - 1) < 1e-6)
  }

  @Test func `of many picks a sample is compared, always the same one`() throws {
    let embeddings = try plane((0..<60).map { Double($0 * 7 % 360) })
    let pool = SelectionQuality.Pool(embeddings, topics: Array(repeating: 0, count: 60), mostCompared: 20)
    let found = try #require(try SelectionQuality(of: Array(0..<60), in: pool))
    #expect(found.picks == 60 && found.comparedPicks == 20)
    #expect(found == (try SelectionQuality(of: Array(0..<60), in: pool)))
    let whole = try #require(try quality(Array(0..<60), embeddings, topics: Array(repeating: 0, count: 60)))
    #expect(whole.comparedPicks == 60 && found.reach == whole.reach)
    let difference = try #require(found.pairMean) - #require(whole.pairMean)
    #expect(difference != 0 && abs(difference) < 0.2)
  }

  @Test func `random picks have a mean and a spread over seeds`() throws {
    let embeddings = try plane((0..<60).map { Double($0 * $0 % 360) })
    let pool = SelectionQuality.Pool(embeddings, topics: Array(repeating: 0, count: 60))
    let random = try RandomSelections(of: 6, draws: 5, in: pool)
    let means = try (0..<5).map { seed in
      try #require(
        try SelectionQuality(of: RandomSelections.rows(6, below: 60, seed: UInt64(seed)), in: pool)?.reach?
          .mean
      )
    }
    let spread = try #require(random.spread { $0.reach?.mean })
    let mean = means.reduce(0, +) / 5
    let variance = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4
    #expect(areClose([spread.mean, spread.deviation], [mean, variance.squareRoot()]))
    #expect(spread.deviation > 0)
    #expect(try RandomSelections(of: 99, draws: 2, in: pool).picks == 60)
  }

  /// What ../shared/tools/parity.py prints for one subset of a partition: rows 0, 10, 20, … of dolly-1k.
  @Test(.enabled(if: SharedData.isPresent, SharedData.note))
  func `real picks have the quality that the reference gives`() throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: SharedData.path("dolly-1k.minilm.npy")))
    let values = data.suffix(1000 * 384 * 4).withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    let embeddings = try #require(Embeddings(count: 1000, dimensions: 384, values: values))
    let rows = Array(stride(from: 0, to: 1000, by: 10))
    let found = try #require(
      try quality(rows, embeddings, topics: Array(repeating: 0, count: 1000))
    )
    let reach = try #require(found.reach)
    #expect(abs(found.centroidShift - 0.089735) < 1e-6)
    let numbers = [found.pairMean, found.pairLeast, reach.mean, reach.radius].map { ($0 ?? -1) * 1e6 }
    #expect(numbers.map { $0.rounded() } == [858_756, 215_934, 511_136, 902_862])
  }
}
