import Curation
import Testing

@testable import Statistics

@Suite struct CoverageCurveTests {
  private let picks = [3, 41, 17, 8, 59, 22, 30]

  /// 60 unit vectors of length 11, as Reference/reference.py makes them.
  private func embeddings() throws -> Embeddings {
    let values = (0..<60).flatMap { row in
      let components = (0..<11).map { column in
        Float((row * row * 7 + column * column * 13 + row * column) % 23 - 11)
      }
      let length = components.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return components.map { $0 / length }
    }
    return try #require(Embeddings(count: 60, dimensions: 11, values: values))
  }

  private func rows(_ curve: CoverageCurve) -> [[Double]] {
    curve.points.map { [$0.curated.mean, $0.curated.radius, $0.random.mean, $0.random.radius] }
  }

  @Test func `a small pool is measured whole, with a point for each pick`() throws {
    let curve = try #require(
      try CoverageCurve(of: picks, in: embeddings(), plan: CoverageCurve.Plan(seed: 7, draws: 3))
    )
    #expect(curve.measuredRows == 60)
    #expect(curve.points.map(\.picks) == Array(1...7))
    let expected = [
      [0.9920495532434386, 1.5828907465474975, 0.9874604144210463, 1.3903924315581604],
      [0.7080456663301313, 1.256818675732558, 0.798435961381446, 1.252884644192294],
      [0.6574268602264013, 1.1204793297626263, 0.683357483299409, 1.1359827949200156],
      [0.6271374697521758, 1.1204793297626263, 0.5875066735750193, 1.0797932332142899],
      [0.5620819271162709, 1.0307333284165598, 0.4984659195270876, 1.0081580638480485],
      [0.49217312282233944, 0.9007666992162306, 0.4464521469029222, 0.9520445010405397],
      [0.4075175102858244, 0.776680437135095, 0.41716646717168376, 0.9357082766957596],
    ]
    #expect(zip(rows(curve), expected).allSatisfy { areClose($0, $1) })
  }

  @Test func `of a large pool a sample is measured, at evenly spaced numbers of picks`() throws {
    let plan = CoverageCurve.Plan(seed: 7, largestSample: 25, draws: 3, largestPointCount: 3)
    let curve = try #require(try CoverageCurve(of: picks, in: embeddings(), plan: plan))
    #expect(curve.measuredRows == 25)
    #expect(curve.poolRows == 60)
    #expect(curve.points.map(\.picks) == [3, 5, 7])
    let expected = [
      [0.6788393034980038, 1.1204793297626263, 0.6951147262840888, 1.0978267648605218],
      [0.5569380705311477, 1.0307333284165598, 0.5461267070386925, 0.9943337497687743],
      [0.3763303241523594, 0.7408615010501082, 0.42902612060360745, 0.8459287193420216],
    ]
    #expect(zip(rows(curve), expected).allSatisfy { areClose($0, $1) })
  }

  @Test func `picks that are no rows or come twice are left out`() throws {
    let clean = try CoverageCurve(of: [3, 8], in: embeddings())
    #expect(try CoverageCurve(of: [-1, 3, 60, 3, 8, 3], in: embeddings()) == clean)
    #expect(try CoverageCurve(of: [60], in: embeddings()) == nil)
    #expect(try CoverageCurve(of: [], in: embeddings()) == nil)
    #expect(try CoverageCurve(of: [0], in: embeddings(), plan: CoverageCurve.Plan(draws: 0)) == nil)
  }

  @Test func `picking everything leaves no distance`() throws {
    let curve = try CoverageCurve(of: Array(0..<60), in: embeddings())
    let last = try #require(curve?.points.last)
    #expect(last.picks == 60)
    #expect(areClose([last.curated.radius], [0]) || last.curated.radius < 1e-6)
    #expect(curve?.points.count == 40)
  }

  @Test func `a cancelled task stops measuring`() async throws {
    let (embeddings, picks) = (try embeddings(), picks)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try CoverageCurve(of: picks, in: embeddings)
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}

@Suite struct SplitMix64Tests {
  @Test func `the numbers are those of the reference implementation`() {
    var generator = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in generator.next() } == expected)
  }

  @Test func `a draw holds different numbers, and all of them when that many are asked for`() {
    var generator = SplitMix64(seed: 5)
    #expect(Set(generator.draw(50, below: 1000)).count == 50)
    #expect(generator.draw(100, below: 100).sorted() == Array(0..<100))
    #expect(generator.draw(9, below: 3).sorted() == [0, 1, 2])
    #expect(generator.draw(3, below: 0).isEmpty)
  }
}
