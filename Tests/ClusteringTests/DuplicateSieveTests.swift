import Curation
import Foundation
import Testing

@testable import Clustering

@Suite struct DuplicateSieveTests {
  /// Vectors at angles on a circle, in degrees: their similarity is the cosine of the difference.
  private func circle(_ degrees: [Double]) throws -> Embeddings {
    let values = degrees.flatMap { [cos($0 * .pi / 180), sin($0 * .pi / 180)] }.map { Float($0) }
    return try #require(Embeddings(count: degrees.count, dimensions: 2, values: values))
  }

  private func originals(_ repeats: [DuplicateSieve.Repeat]) -> [Int: Int] {
    Dictionary(uniqueKeysWithValues: repeats.map { ($0.row, $0.original) })
  }

  @Test func `the first of a group stays, and a chain of small steps is not one group`() async throws {
    // Ten degrees apart is 0.985, twenty 0.940: each is near the one before, the third not near the first.
    let embeddings = try circle([0, 10, 20, 30, 180, 181])
    let repeats = try await DuplicateSieve().repeats(of: embeddings, among: Array(0..<6))
    #expect(originals(repeats) == [1: 0, 3: 2, 5: 4])
    #expect(abs(repeats[0].similarity - cos(10 * .pi / 180)) < 1e-6)
    let wide = try await DuplicateSieve(threshold: 0.9).repeats(of: embeddings, among: Array(0..<6))
    #expect(originals(wide) == [1: 0, 2: 0, 5: 4])
  }

  @Test func `what stays in any case comes before all others`() async throws {
    let embeddings = try circle([0, 10, 20, 30])
    let repeats = try await DuplicateSieve().repeats(of: embeddings, among: [0, 2], staying: [1, 3])
    #expect(originals(repeats) == [0: 1, 2: 1])
  }

  @Test(arguments: [1, 2, 3])
  func `it finds what comparing everything with everything finds, whatever the number of processors`(
    workers: Int
  ) async throws {
    var generator = SplitMix64(seed: 11)
    var values: [Float] = []
    for row in 0..<1500 {
      // Groups of points around a few hundred directions, some of them just at the line.
      var direction = SplitMix64(seed: UInt64(row % 400))
      for _ in 0..<8 {
        values.append(Float(direction.nextFraction() - 0.5 + 0.12 * generator.nextFraction()))
      }
    }
    let embeddings = try #require(Embeddings(count: 1500, dimensions: 8, values: values))
    var expected: [Int: Int] = [:]
    var kept: [Int] = []
    for row in 0..<1500 {
      let near = kept.first { Neighbours.cosine(embeddings[row], embeddings[$0]) >= 0.95 }
      if let near { expected[row] = near } else { kept.append(row) }
    }
    let repeats = try await DuplicateSieve().repeats(
      of: embeddings,
      among: Array(0..<1500),
      workers: workers
    )
    #expect(originals(repeats) == expected && (200...1400).contains(repeats.count))
  }

  @Test func `a vector without a direction is like nothing`() async throws {
    let embeddings = try #require(Embeddings(count: 3, dimensions: 2, values: [0, 0, 0, 0, 1, 0]))
    #expect(try await DuplicateSieve().repeats(of: embeddings, among: [0, 1, 2]).isEmpty)
    #expect(try await DuplicateSieve().repeats(of: embeddings, among: []).isEmpty)
  }
}
