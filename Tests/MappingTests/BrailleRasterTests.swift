import Mapping
import TestSupport
import Testing

@Suite struct BrailleRasterTests {
  private func raster(
    _ points: MapPoints,
    columns: Int,
    rows: Int,
    cluster: Int? = nil,
    signs: MapSigns = .braille
  ) -> BrailleRaster {
    let frame = MapFrame(MapWindow(fitting: .whole), columns: columns, rows: rows)
    return BrailleRaster(of: points, in: frame, cluster: cluster, signs: signs)
  }

  @Test func `each of a few points has a dot of its own`() throws {
    let box = MapBox(topLeft: MapPlace(x: 0.25, y: 0), bottomRight: MapPlace(x: 0.75, y: 1))
    let frame = MapFrame(MapWindow(fitting: box), columns: 1, rows: 1)
    // From the top left dot, row by row.
    let expected = ["⠁", "⠈", "⠂", "⠐", "⠄", "⠠", "⡀", "⢀"]
    let places = (0..<8).map { MapPlace(x: 0.375 + 0.25 * Float($0 % 2), y: 0.125 + 0.25 * Float($0 / 2)) }
    for (place, sign) in zip(places, expected) {
      #expect(BrailleRaster(of: try MapPoints(places: [place]), in: frame).text == sign)
    }
    #expect(BrailleRaster(of: try MapPoints(places: [places[0], places[7]]), in: frame).text == "⢁")
    #expect(BrailleRaster(of: try MapPoints(places: places), in: frame).text == "⣿")
  }

  @Test(arguments: MapSigns.allCases, [0, 4, 11])
  func `every point in the window is in some cell, and no cell is without a point`(
    signs: MapSigns,
    level: Int
  ) throws {
    let points = try MapPoints(places: discPlaces(1_500))
    let window = MapWindow(fitting: points.extent).zoomed(by: level).panned(right: 0.2, down: -0.1)
    let frame = MapFrame(window, columns: 61, rows: 17)
    let raster = BrailleRaster(of: points, in: frame, signs: signs)
    var counts = [Int](repeating: 0, count: 61 * 17)
    for row in 0..<1_500 {
      if let cell = frame.cell(of: points.place(ofRow: row)) { counts[cell.row * 61 + cell.column] += 1 }
    }
    #expect(counts.contains { $0 > 0 })
    #expect(zip(raster.cells, counts).allSatisfy { ($0.density > 0) == ($1 > 0) })
    #expect(zip(raster.cells, counts).allSatisfy { ($0.kind == .pool) == ($1 > 0) })
    #expect(zip(raster.cells, counts).allSatisfy { ($0.sign == " ") == ($1 == 0) })
  }

  @Test func `the density grows with the logarithm of the points`() throws {
    let columns = 10
    // Cell i holds 3 to the power of i points, all on one dot.
    var places: [MapPlace] = []
    var expected: [Int] = []
    let frame = MapFrame(MapWindow(fitting: .whole), columns: columns, rows: 5)
    for (index, count) in [1, 3, 9, 27, 81, 243, 729, 2_187].enumerated() {
      places += Array(repeating: frame.place(ofRow: 2, column: index + 1), count: count)
      expected.append(index + 1)
    }
    let raster = BrailleRaster(of: try MapPoints(places: places), in: frame)
    #expect((1...8).map { raster.cell(row: 2, column: $0)?.density } == expected)
    // A dot is lit only where there is a point.
    #expect(raster.cells.allSatisfy { $0.kind == .empty || ($0.sign.value - 0x2800).nonzeroBitCount == 1 })
  }

  @Test func `the most important thing in a cell gives it its sign`() throws {
    let place = MapPlace(x: 0.5, y: 0.5)
    func cell(_ clusters: [Int32], _ marks: [MapMarks]) throws -> BrailleRaster.Cell? {
      let points = try MapPoints(
        places: Array(repeating: place, count: clusters.count),
        clusters: clusters,
        marks: marks
      )
      return raster(points, columns: 1, rows: 1, cluster: 4).cell(row: 0, column: 0)
    }
    #expect(try cell([1, 2], [[], []])?.kind == .pool)
    #expect(try cell([1, 2], [[], .others])?.kind == .othersPick)
    #expect(try cell([1, 2], [.own, .others])?.kind == .ownPick)
    #expect(try cell([1, 4], [.own, []])?.kind == .cluster)
    #expect(try cell([1, 4], [.own, .own])?.kind == .clusterPick)
    #expect(try cell([1, 4], [.own, .own])?.sign == "@")
    #expect(try cell([4, 4], [.others, []])?.sign == "o")
  }

  @Test(arguments: MapSigns.allCases)
  func `no two kinds share a sign`(signs: MapSigns) {
    let samples = MapLegendEntry.all(for: signs).map(\.sample)
    #expect(samples.count == MapKind.allCases.count - 1)
    let scalars = samples.flatMap(\.unicodeScalars)
    #expect(Set(scalars).count == scalars.count)
    if signs == .ascii { #expect(scalars.allSatisfy { $0.isASCII }) }
  }

  @Test func `in a crowd of picks the dots can be seen, and a gap in it too`() throws {
    let frame = MapFrame(MapWindow(fitting: .whole), columns: 40, rows: 20)
    var places: [MapPlace] = []
    var marks: [MapMarks] = []
    for row in 0..<20 {
      for column in 0..<40 {
        places.append(frame.place(ofRow: row, column: column))
        marks.append(row == 9 && column == 21 ? [] : row == 4 && column == 10 ? .others : .own)
      }
    }
    let raster = BrailleRaster(of: try MapPoints(places: places, marks: marks), in: frame)
    let pluses = raster.cells.filter { $0.sign == "+" }.count
    #expect((200...360).contains(pluses))
    #expect(raster.cells.filter { $0.kind == .ownPick }.count == 798)
    #expect(raster.cell(row: 4, column: 10)?.sign == "x")
    for (row, column) in [(8, 21), (10, 21), (9, 20), (9, 22)] {
      #expect(raster.cell(row: row, column: column)?.sign == "+")
    }
  }

  @Test func `the picture does not change when it is moved by whole cells`() throws {
    let points = try MapPoints(places: discPlaces(800))
    let frame = MapFrame(MapWindow(fitting: .whole).zoomed(by: 5), columns: 40, rows: 12)
    let moved = MapFrame(frame.panned(columns: 3, rows: -2), columns: 40, rows: 12)
    let (before, after) = (BrailleRaster(of: points, in: frame), BrailleRaster(of: points, in: moved))
    for row in 0..<10 {
      for column in 3..<40 {
        #expect(
          before.cell(row: row, column: column)?.kind == after.cell(row: row + 2, column: column - 3)?.kind
        )
      }
    }
  }

  @Test(arguments: [(0, 0), (0, 5), (5, 0), (-1, 3)])
  func `no room is no trouble`(columns: Int, rows: Int) throws {
    let raster = raster(try MapPoints(places: discPlaces(9)), columns: columns, rows: rows)
    #expect(raster.cells.isEmpty && raster.cell(row: 0, column: 0) == nil)
  }

  @Test func `a disc of points looks like one`() throws {
    let points = try MapPoints(
      places: discPlaces(3_000, seed: 2),
      clusters: (0..<3_000).map { $0 % 375 == 0 ? 1 : 2 },
      marks: (0..<3_000).map { $0 == 375 ? .own : $0 % 200 == 7 ? .own : $0 % 300 == 11 ? .others : [] }
    )
    #expect(trimmed(raster(points, columns: 36, rows: 12, cluster: 1).text) == Self.disc)
    #expect(trimmed(raster(points, columns: 36, rows: 12, cluster: 1, signs: .ascii).text) == Self.asciiDisc)
  }

  private static let disc = """
                ⡀⠠⠠⣐⣀⡆⣐⠰⡰⣠⡄
              ⠤⢀⡉⢤⡕⡠⠚⠰⡠⡡⡡⡆⣠⡤⠂⡀
            ⡀⠂⠋⠠⠑⡰⡙x⠪⡬⡩⢡⡡+o⡰⡣o⢉⠆
           ⠔⡰⠡⠰⠘⡡⠱⡬⠛⣅⣑⡩⣡⣒⠼⠭⠜⣁⡐⠋⠡⠅
          ⠠⠙⠎⡡⠣x⢡⢖⡣⣢⣱⣴x⣸⢛⠵+⠵⡌⠴⡑⡁⠂⠁
          ⢐⠤⢰⡰⠈⠎⢃⢥⢝⢼oxo⣵⢺⣲⡴⠳⢍⢑⣒⠴⠱⣁
          ⠘⠠⠁⣃⡐⣃⣈⠞⣱⡺@+⢿++⠟⣥⠫⠬⠥⡅⡉⠥x
          ⠐⡡⠥⡈⢱⠵⢡⣨o⢹+⢳x⠻⢏⠵⡣⡉⡰⠋+⠱⡉
           ⠁⡁⢈x⢚⠃⡣⠪⢙⠺⡍⠧⠵⡥⡱⡅⡓⠴x+⢒⠈
            ⠁⠔⢕⠬⡱⣁⠬x⠶⡉⡎⡴⢲⠇⠺⠔⡃⡂⠠⠄
              ⠡⡐o++⠍⠤⠴⢋⡈⡅⠲⠊⠱⠬⠔⠁
                 ⠁⠡⠇+⠑⠑⠨o⠉⠈⠁
    """

  private static let asciiDisc = """
                ...:.::.::.
              ..:::.:..:::::..
            ..:..::x:::::+o::o:.
           .:...:::::::::::::.:..
          .::::x::::::x:::+::::...
          ..::.:::::oxo*::::::::::
          ...:.:::::@+*++::::::::x
          .::.::::o:+:x:::::::+::
           ...x:.::::::::::::x+:.
            ..:::::x:::::::.:...
              ..o++:.::.::.::..
                 ..:+...o...
    """

  /// The rows without the blanks at their ends.
  private func trimmed(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    .joined(separator: "\n")
  }
}
