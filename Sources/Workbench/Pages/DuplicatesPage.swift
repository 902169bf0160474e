import Curation
import TextUI

/// The instructions nearest to a candidate, nearest first.
struct DuplicatesPage {
  private let neighbours: [Neighbour]

  init(_ neighbours: [Neighbour]) { self.neighbours = neighbours }

  func text(columns: Int) -> ScrolledText {
    guard !neighbours.isEmpty else {
      return .explaining("No other instruction is in the pool.", columns: columns)
    }
    var text = ScrolledText()
    for neighbour in neighbours {
      let similarity = DisplayText.fraction(neighbour.similarity)
      let place: DisplayText = neighbour.cluster.map { "cluster \($0)" } ?? "in no cluster"
      var line =
        similarity + Self.verdict(on: neighbour.similarity) + "  " + place.padded(to: 15)
        + (neighbour.isPicked ? "[x] " : "    ")
      line += DisplayText(untrusted: neighbour.instruction.text, as: .row).remarkingIfBlank()
      text.append(
        line.truncated(to: columns),
        role: neighbour.isPicked ? .pick : .text,
        target: neighbour.cluster.map { Search.Hit(cluster: $0, candidate: neighbour.instruction.id) }
      )
    }
    return text
  }

  private static func verdict(on similarity: Double) -> DisplayText {
    switch Likeness(similarity: similarity) {
    case .same: "  same"
    case .near: "  near"
    case .different: "      "
    }
  }

  /// From which similarities on something is said about two instructions.
  static let lines: DisplayText =
    "  same from\(DisplayText.fraction(Likeness.leastOfSame)), near from\(DisplayText.fraction(Likeness.leastOfNear))"
}

extension DisplayText {
  /// A number between -1 and 1 with two decimals, without a locale.
  ///
  /// It is rounded down, so that nothing just below a line seems to reach it, but for what Float32 loses.
  static func fraction(_ value: Double) -> DisplayText {
    let hundredths = Int((abs(value) * 100 + 1e-3).rounded(.down))
    let rest: DisplayText = hundredths % 100 < 10 ? "0\(hundredths % 100)" : "\(hundredths % 100)"
    return (value < 0 ? "-" : " ") + "\(hundredths / 100)." + rest
  }
}
