/// A row of values in the order of time, each as a block of one column and eight heights.
public struct Sparkline: Hashable, Sendable {
  /// The values, from the left; what is no number is left blank.
  public let values: [Double]
  /// The values of the lowest and the highest block.
  public let scale: ClosedRange<Double>

  /// Makes a line; without a scale it goes from 0, or the least value below that, to the greatest.
  public init(_ values: [Double], scale: ClosedRange<Double>? = nil) {
    self.values = values
    let finite = values.filter(\.isFinite)
    self.scale = scale ?? min(0, finite.min() ?? 0)...max(0, finite.max() ?? 0)
  }

  /// Draws the line.
  ///
  /// - Parameter columns: The most columns; where there are more values, each block is the mean of several.
  /// - Returns: A text of one column for every value, or of `columns`.
  public func text(columns: Int) -> DisplayText {
    var text: DisplayText = ""
    for index in 0..<max(0, min(columns, values.count)) {
      let start = index * values.count / min(columns, values.count)
      let end = (index + 1) * values.count / min(columns, values.count)
      let group = values[start..<end].filter(\.isFinite)
      guard !group.isEmpty else {
        text += " "
        continue
      }
      text += Self.block(of: share(group.reduce(0, +) / Double(group.count))).text()
    }
    return text
  }

  private func share(_ value: Double) -> Double {
    let height = scale.upperBound - scale.lowerBound
    return height > 0 ? (value - scale.lowerBound) / height : 0
  }

  /// The lowest block for 0, the highest for 1, and the others between.
  private static func block(of share: Double) -> OwnGlyph {
    guard share.isFinite else { return share > 0 ? .full : .lowerEighth }
    return OwnGlyph.lowerBlocks[Int((min(1, max(0, share)) * 7).rounded())]
  }
}

extension OwnGlyph {
  /// Blocks from one eighth to the full height.
  static let lowerBlocks: [OwnGlyph] = [
    .lowerEighth, .lowerQuarter, .lowerThreeEighths, .lowerHalf, .lowerFiveEighths, .lowerThreeQuarters,
    .lowerSevenEighths, .full,
  ]
}
