import Testing

@testable import TextUI

@Suite struct ThemeColorVisionTests {
  /// Five times what is noticed side by side, since states stand rows apart.
  private static let tellable = 10.0

  /// What stands in lists and has to be told from its neighbours.
  private static let states: [Role] = [.accepted, .overridden, .none, .skipped, .open, .pick, .failure]

  // The pairs 1, 7, 17 and 25 of table 1 in Sharma, Wu and Dalal (2005).
  @Test(arguments: [
    (LabColor(lightness: 50, a: 2.6772, b: -79.7751), LabColor(lightness: 50, a: 0, b: -82.7485), 2.0425),
    (LabColor(lightness: 50, a: 0, b: 0), LabColor(lightness: 50, a: -1, b: 2), 2.3669),
    (LabColor(lightness: 50, a: 2.5, b: 0), LabColor(lightness: 73, a: 25, b: -18), 27.1492),
    (
      LabColor(lightness: 60.2574, a: -34.0099, b: 36.2677),
      LabColor(lightness: 60.4626, a: -34.1751, b: 39.4387), 1.2644
    ),
  ])
  func `the measure of difference gives the published values`(
    first: LabColor,
    second: LabColor,
    expected: Double
  ) {
    #expect(abs(first.difference(to: second) - expected) < 0.0001)
    #expect(abs(second.difference(to: first) - expected) < 0.0001)
  }

  @Test func `a red and a green of like lightness look alike without the red or green cones`() {
    let (red, green) = (RGB(red: 0xB0, green: 0x50, blue: 0x20), RGB(red: 0x5E, green: 0x7A, blue: 0x20))
    #expect(ColorVision.usual.difference(red, green) > 35)
    #expect(ColorVision.deuteranopia.difference(red, green) < 10)
    #expect(ColorVision.tritanopia.difference(red, green) > 35)
  }

  @Test(
    arguments: [
      ("red-green-safe", [.usual, .protanopia, .deuteranopia]),
      ("red-green-safe-light", [.usual, .protanopia, .deuteranopia]),
      ("blue-yellow-safe", [.usual, .tritanopia]),
    ] as [(String, [ColorVision])]
  )
  func `states can be told apart by the eyes that a theme is made for`(
    name: String,
    visions: [ColorVision]
  ) throws {
    let theme = try #require(Theme.named(name))
    for (index, first) in Self.states.enumerated() {
      for second in Self.states[(index + 1)...] {
        for vision in visions {
          let difference = try difference(first, second, in: theme, seenWith: vision)
          #expect(difference >= Self.tellable, "\(first) and \(second): \(difference) with \(vision)")
        }
      }
    }
  }

  /// Letters or grounds, whichever differ more, as a terminal with 256 colours shows them.
  private func difference(
    _ first: Role,
    _ second: Role,
    in theme: Theme,
    seenWith vision: ColorVision
  ) throws -> Double {
    let (first, second) = (theme.style(for: first, depth: .full), theme.style(for: second, depth: .full))
    func difference(_ property: KeyPath<Style, Int>) -> Double {
      vision.difference(
        ColorDepth.color(at: first[keyPath: property]),
        ColorDepth.color(at: second[keyPath: property])
      )
    }
    return max(difference(\.foreground), difference(\.background))
  }
}
