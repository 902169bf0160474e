import Mapping
import TestSupport
import Testing

@Suite struct TopicLabelTests {
  /// Four groups of points, each with a topic of its own, and a fifth topic spread over all of them.
  private func fourGroups() throws -> MapPoints {
    var generator = SplitMix(state: 6)
    var places: [MapPlace] = []
    var topics: [Int32] = []
    for (topic, centre) in [(0, (0.2, 0.2)), (1, (0.8, 0.2)), (2, (0.2, 0.8)), (3, (0.8, 0.8))] {
      for index in 0..<60 {
        places.append(
          MapPlace(
            x: Float(centre.0) + .random(in: -0.1...0.1, using: &generator),
            y: Float(centre.1) + .random(in: -0.1...0.1, using: &generator)
          )
        )
        topics.append(index % 4 == 0 ? 4 : Int32(topic))
      }
    }
    return try MapPoints(places: places, clusters: places.map { _ in 1 }, topics: topics)
  }

  private func labels(
    _ points: MapPoints,
    widths: [Int],
    columns: Int = 80,
    rows: Int = 24,
    limit: Int = 10,
    cluster: Int? = nil
  ) -> [TopicLabel] {
    let frame = MapFrame(MapWindow(fitting: points.extent), columns: columns, rows: rows)
    let raster = BrailleRaster(of: points, in: frame, cluster: cluster)
    return TopicLabel.laid(widths: widths, over: raster, of: points, in: frame, limit: limit)
  }

  @Test func `a name stands on the points that it tells of`() throws {
    let labels = labels(try fourGroups(), widths: [8, 8, 8, 8, 8])
    #expect(Set(labels.map(\.topic)) == [0, 1, 2, 3])
    for label in labels {
      #expect((label.row < 12) == (label.topic < 2))
      #expect((label.column + 4 < 40) == label.topic.isMultiple(of: 2))
    }
  }

  @Test func `the most telling names come first, up to the limit`() throws {
    let points = try fourGroups()
    let all = labels(points, widths: [8, 8, 8, 8, 8])
    #expect(labels(points, widths: [8, 8, 8, 8, 8], limit: 2) == Array(all.prefix(2)))
    #expect(labels(points, widths: [8, 8, 8, 8, 8], limit: 0).isEmpty)
  }

  @Test(arguments: [(80, 24), (30, 8), (150, 45), (12, 3), (1, 1), (0, 0)])
  func `names overlap neither each other nor the open cluster and stay inside`(columns: Int, rows: Int) throws
  {
    var generator = SplitMix(state: 11)
    let places = discPlaces(2_000)
    let points = try MapPoints(
      places: places,
      clusters: (0..<2_000).map { $0 % 150 == 0 ? 1 : 2 },
      topics: places.map { place in
        Int32(place.x * 4) + 4 * Int32(place.y * 4) + (Int.random(in: 0..<3, using: &generator) == 0 ? 3 : 0)
      }
    )
    let frame = MapFrame(MapWindow(fitting: points.extent), columns: columns, rows: rows)
    let raster = BrailleRaster(of: points, in: frame, cluster: 1)
    let widths = (0..<24).map { $0 % 9 + 2 }
    let labels = TopicLabel.laid(widths: widths, over: raster, of: points, in: frame, limit: 20)
    if columns > 20 { #expect(labels.count >= 2) }
    var taken: Set<[Int]> = []
    for label in labels {
      #expect(label.columns == widths[label.topic])
      for column in label.column..<label.column + label.columns {
        #expect(taken.insert([label.row, column]).inserted)
        let cell = raster.cell(row: label.row, column: column)
        #expect(cell != nil && cell?.kind != .cluster)
      }
    }
    #expect(Set(labels.map(\.topic)).count == labels.count)
  }

  @Test func `without topics, or with one that is everywhere, there are no names`() throws {
    let places = discPlaces(300)
    #expect(labels(try MapPoints(places: places), widths: [5]).isEmpty)
    let same = try MapPoints(places: places, topics: places.map { _ in 0 })
    #expect(labels(same, widths: [5]).isEmpty)
    #expect(labels(try fourGroups(), widths: []).isEmpty)
    #expect(labels(try fourGroups(), widths: [0, 0, 0, 0, 0]).isEmpty)
    #expect(labels(try fourGroups(), widths: [900, 900, 900, 900, 900]).isEmpty)
  }

  @Test func `of very many topics those in view are named`() throws {
    let places = scatteredPlaces(6_000)
    let points = try MapPoints(
      places: places,
      topics: places.map { Int32($0.x * 20) * 20 + Int32($0.y * 20) }
    )
    let widths = [Int](repeating: 3, count: 400)
    #expect(!labels(points, widths: widths).isEmpty)
  }
}
