import Mapping
import TestSupport
import Testing

@Suite struct MapScaleTests {
  @Test func `both axes have one scale and the vertical one points up`() {
    let coordinates: [SIMD2<Float>] = [[-2, 0], [2, 0], [0, 1], [0, -1]]
    let scale = MapScale(of: coordinates)
    #expect(scale.place(of: [-2, 0]) == MapPlace(x: 0, y: 0.5))
    #expect(scale.place(of: [2, 0]) == MapPlace(x: 1, y: 0.5))
    #expect(scale.place(of: [0, 1]) == MapPlace(x: 0.5, y: 0.25))
    #expect(scale.place(of: [0, -1]) == MapPlace(x: 0.5, y: 0.75))
  }

  @Test func `a stray point neither shrinks the others nor leaves the map`() {
    var generator = SplitMix(state: 3)
    let bulk = (0..<200).map { _ in
      SIMD2<Float>(.random(in: -1...1, using: &generator), .random(in: -1...1, using: &generator))
    }
    let scale = MapScale(of: bulk + [[1_000, 0], [5_000, 0]])
    let places = bulk.map(scale.place)
    #expect((places.map(\.x).max() ?? 0) - (places.map(\.x).min() ?? 0) > 0.4)
    let (near, far) = (scale.place(of: [1_000, 0]), scale.place(of: [5_000, 0]))
    #expect(places.allSatisfy { $0.x < near.x } && near.x < far.x && far.x <= 1)
  }

  @Test func `what lies farther out is placed farther out`() {
    let bulk = (0..<100).map { SIMD2<Float>(Float($0 % 10), Float($0 / 10)) }
    let scale = MapScale(of: bulk + [[900, 0]])
    let row = stride(from: Float(-100), to: 900, by: 0.5).map { scale.place(of: [$0, 0]).x }
    #expect(zip(row, row.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(Set(row.prefix(300)).count == 300)
  }

  @Test(arguments: [0, 1, 4])
  func `points that are all alike lie in the middle`(count: Int) {
    let scale = MapScale(of: Array(repeating: [3, 4], count: count))
    #expect(scale.place(of: [3, 4]) == MapPlace(x: 0.5, y: 0.5))
  }

  @Test func `where most points are alike the rest still spreads`() {
    let scale = MapScale(of: Array(repeating: [0, 0], count: 50) + [[1, 0], [2, 1]])
    #expect(scale.place(of: [0, 0]).x == 0 && scale.place(of: [2, 0]).x == 1)
  }
}
