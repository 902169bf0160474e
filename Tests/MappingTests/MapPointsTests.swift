import Mapping
import TestSupport
import Testing

@Suite struct MapPointsTests {
  private func distance(_ left: MapPlace, _ right: MapPlace) -> Float {
    let (across, down) = (left.x - right.x, left.y - right.y)
    return across * across + down * down
  }

  @Test func `what is known of a row is found again`() throws {
    let places = scatteredPlaces(500)
    var points = try MapPoints(
      places: places,
      clusters: (0..<500).map { Int32($0 % 7) },
      marks: (0..<500).map { $0 % 3 == 0 ? .own : [] },
      topics: (0..<500).map { Int32($0 % 5) }
    )
    #expect(points.count == 500)
    #expect((0..<500).allSatisfy { points.place(ofRow: $0) == places[$0] })
    #expect((0..<500).allSatisfy { points.cluster(ofRow: $0) == ($0 % 7 == 0 ? nil : $0 % 7) })
    points.setMarks([.own, .others], ofRow: 12)
    #expect(
      (0..<500).allSatisfy {
        points.marks(ofRow: $0) == ($0 == 12 ? [.own, .others] : $0 % 3 == 0 ? .own : [])
      }
    )
  }

  @Test func `a box holds what lies in it`() throws {
    let places = scatteredPlaces(2_000)
    let points = try MapPoints(places: places)
    let corners = scatteredPlaces(60, seed: 5)
    for (first, second) in zip(corners, corners.dropFirst(30)) {
      let box = MapBox(
        topLeft: MapPlace(x: min(first.x, second.x), y: min(first.y, second.y)),
        bottomRight: MapPlace(x: max(first.x, second.x), y: max(first.y, second.y))
      )
      #expect(points.rows(in: box) == places.indices.filter { box.contains(places[$0]) })
    }
    #expect(points.rows(in: .whole).count == 2_000)
    #expect(points.rows(in: MapBox(topLeft: corners[0], bottomRight: MapPlace(x: -1, y: -1))).isEmpty)
  }

  @Test func `the nearest point is the one that a search of all finds`() throws {
    let places = discPlaces(1_000)
    let points = try MapPoints(places: places)
    for place in scatteredPlaces(100, seed: 8) {
      let nearest = places.indices.min { distance(places[$0], place) < distance(places[$1], place) }
      #expect(points.nearestRow(to: place) == nearest)
      let odd = places.indices.filter { $0 % 2 == 1 }
        .min { distance(places[$0], place) < distance(places[$1], place) }
      #expect(points.nearestRow(to: place) { $0 % 2 == 1 } == odd)
    }
  }

  @Test(arguments: MapDirection.allCases)
  func `the next point lies ahead and is the nearest there`(direction: MapDirection) throws {
    let places = discPlaces(1_000)
    let points = try MapPoints(places: places)
    for place in scatteredPlaces(60, seed: 2) {
      let ahead = places.indices.filter { row in
        let (across, down) = (places[row].x - place.x, places[row].y - place.y)
        let (forward, aside) =
          switch direction {
          case .left: (-across, abs(down))
          case .right: (across, abs(down))
          case .up: (-down, abs(across))
          case .down: (down, abs(across))
          }
        return forward > 0 && forward >= 0.05 && aside <= forward
      }
      let nearest = ahead.min { distance(places[$0], place) < distance(places[$1], place) }
      #expect(points.nextRow(from: place, toward: direction, atLeast: 0.05) == nearest)
    }
  }

  @Test func `going on leads from edge to edge and ends there`() throws {
    let points = try MapPoints(places: scatteredPlaces(400))
    var place = MapPlace(x: 0, y: 0.5)
    var steps = 0
    while let row = points.nextRow(from: place, toward: .right), steps < 400 {
      #expect(points.place(ofRow: row).x > place.x)
      place = points.place(ofRow: row)
      steps += 1
    }
    #expect((10..<400).contains(steps) && place.x > 0.9)
  }

  @Test func `no points, one point and many on one place are maps too`() throws {
    let none = try MapPoints(places: [])
    #expect(none.extent == .whole && none.nearestRow(to: MapPlace(x: 0, y: 0)) == nil)
    let same = try MapPoints(places: Array(repeating: MapPlace(x: 0.3, y: 1), count: 900))
    #expect(same.nearestRow(to: MapPlace(x: 0, y: 0)) == 0)
    #expect(same.nextRow(from: MapPlace(x: 0.3, y: 1), toward: .up) == nil)
    #expect(same.rows(in: same.extent).count == 900)
  }

  @Test func `places outside the map move to its edge`() throws {
    let points = try MapPoints(places: [MapPlace(x: -3, y: 0.5), MapPlace(x: 0.5, y: 7)])
    #expect(points.place(ofRow: 0) == MapPlace(x: 0, y: 0.5))
    #expect(points.place(ofRow: 1) == MapPlace(x: 0.5, y: 1))
  }

  @Test func `lists that do not fit are refused`() {
    let places = scatteredPlaces(3)
    #expect(throws: MappingError.countMismatch(expected: 3, found: 2)) {
      try MapPoints(places: places, clusters: [1, 2])
    }
    #expect(throws: MappingError.notFinite(row: 1)) {
      try MapPoints(places: [places[0], MapPlace(x: .nan, y: 0)])
    }
  }
}
