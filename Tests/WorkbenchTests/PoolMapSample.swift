import Mapping
import TestSupport
import Workbench

extension Driver {
  /// Gives the room the map of a pool of three clouds, with picks and topics; every cluster is in one cloud.
  mutating func layOutMap(clusters: Int, showsOthersPicks: Bool = true) throws {
    var chance = SplitMix(state: 7)
    var places: [MapPlace] = []
    for index in 0..<3000 {
      let centre = [(0.25, 0.3), (0.7, 0.35), (0.5, 0.8)][index % 3]
      // The sum of four equal chances is nearly normal, and rounded alike everywhere.
      func offset() -> Double {
        (0..<4).reduce(-2.0) { sum, _ in sum + Double(chance.next() >> 40) / 16_777_216 }
      }
      places.append(MapPlace(x: Float(centre.0 + offset() / 8), y: Float(centre.1 + offset() / 10)))
    }
    let points = try MapPoints(
      places: places,
      clusters: places.indices.map { Int32($0 % clusters + 1) },
      marks: places.indices.map { $0 % 100 == 0 ? .own : $0 % 77 == 0 && showsOthersPicks ? .others : [] },
      topics: places.indices.map { Int32($0 % 3) }
    )
    let topics = ["kettle", "\u{1B}[31msteam", "茶"]
    map = .map(PoolMap(title: "PCA, 12 % of the variance", points: points, topics: topics), row: 31)
    let detail = Fixture.detail(2)
    for index in places.indices {
      let odd = detail.order[[4, 3, 5][index % 3]]
      guard let instruction = detail.instructions[odd] else { continue }
      spots[index] = MapSpot(row: index, instruction: instruction, label: "tea · kettle")
    }
  }
}
