import Mapping
import TestSupport
import Testing

@Suite struct MapWindowTests {
  private let start = MapWindow(fitting: .whole).zoomed(by: 8)

  @Test func `going back undoes a move exactly`() {
    var generator = SplitMix(state: 1)
    for _ in 0..<200 {
      let window = start.zoomed(by: .random(in: -4...8, using: &generator))
      let (right, down) = (
        Double.random(in: -0.4...0.4, using: &generator), Double.random(in: -0.4...0.4, using: &generator)
      )
      #expect(window.panned(right: right, down: down).panned(right: -right, down: -down) == window)
      let frame = MapFrame(window, columns: 97, rows: 31)
      let there = frame.panned(columns: 11, rows: -3)
      #expect(there != window)
      #expect(MapFrame(there, columns: 97, rows: 31).panned(columns: -11, rows: 3) == window)
    }
  }

  @Test func `zooming keeps the centre and can be undone`() {
    let window = start.panned(right: 0.3, down: -0.7)
    for steps in -8...12 {
      let zoomed = window.zoomed(by: steps)
      #expect(zoomed.x == window.x && zoomed.y == window.y)
      #expect(zoomed.zoomed(by: -steps) == window)
      let middle = MapPlace(x: Float(window.x), y: Float(window.y))
      let cell = MapFrame(zoomed, columns: 81, rows: 21).cell(of: middle)
      #expect(cell?.row == 10 && cell?.column == 40)
    }
  }

  @Test func `two steps double the scale`() {
    for level in 0...18 {
      let window = start.fitted.zoomed(by: level)
      #expect(abs(window.zoomed(by: 2).magnification / window.magnification - 2) < 1e-12)
    }
  }

  @Test(arguments: [Int.max, Int.min, 100, -100])
  func `the level has bounds`(steps: Int) {
    #expect(start.zoomed(by: steps).level == (steps > 0 ? 20 : 0))
  }

  @Test(arguments: [1e9, -1e9, .infinity, .nan])
  func `the centre stays on the extent`(far: Double) {
    let extent = MapBox(topLeft: MapPlace(x: 0.2, y: 0.1), bottomRight: MapPlace(x: 0.7, y: 0.9))
    let window = MapWindow(fitting: extent).zoomed(by: 5).panned(right: far, down: far)
    #expect((0.19...0.71).contains(window.x) && (0.09...0.91).contains(window.y))
    #expect(window.fitted == MapWindow(fitting: extent))
  }

  @Test func `at first all points are in view`() throws {
    for (columns, rows) in [(80, 20), (150, 45), (20, 40), (1, 1), (300, 2)] {
      let points = try MapPoints(places: discPlaces(500))
      let frame = MapFrame(MapWindow(fitting: points.extent), columns: columns, rows: rows)
      #expect((0..<500).allSatisfy { frame.cell(of: points.place(ofRow: $0)) != nil })
    }
  }

  @Test func `a cell is twice as high as wide`() {
    let frame = MapFrame(start, columns: 80, rows: 20)
    let (first, second) = (frame.place(ofRow: 3, column: 5), frame.place(ofRow: 4, column: 7))
    #expect(abs((second.x - first.x) - (second.y - first.y)) < 1e-6)
    #expect(abs(frame.cellWidth * 2 - (second.x - first.x)) < 1e-6)
  }

  @Test func `the middle of a cell is in that cell`() {
    let frame = MapFrame(start, columns: 37, rows: 11)
    for row in 0..<11 {
      for column in 0..<37 {
        let cell = frame.cell(of: frame.place(ofRow: row, column: column))
        #expect(cell?.row == row && cell?.column == column)
      }
    }
  }
}
