/// How the coordinates of a projection become places on the map.
///
/// Both axes have one scale, so that distances keep their proportions, and the vertical axis points up. The
/// scale is chosen by the bulk of the points: those within three interquartile ranges of the middle half
/// (J. W. Tukey's outer fences, 1977). What lies farther out is pressed into a margin, in its order, so that a
/// few strange vectors neither shrink all others to a dot nor get lost.
public struct MapScale: Equatable, Sendable {
  /// The part of the half map that is kept for what lies beyond the fences.
  private static let margin: Float = 0.08

  /// How many times farther out than the bulk a point may lie before anything is pressed.
  private static let tolerance: Float = 1.5

  private let centre: SIMD2<Float>
  /// Half the side of the square that the bulk lies in.
  private let reach: Float
  private let hasOutliers: Bool

  /// Makes the scale for coordinates, one pair a row.
  public init(of coordinates: [SIMD2<Float>]) {
    let (across, up) = (Bulk(coordinates.map(\.x)), Bulk(coordinates.map(\.y)))
    centre = SIMD2(across.centre, up.centre)
    let bulk = max(across.reach, up.reach)
    let farthest = max(across.farthest, up.farthest)
    hasOutliers = farthest > Self.tolerance * bulk
    reach = hasOutliers ? bulk : farthest
  }

  /// The place of a pair of coordinates; the middle of the map where all are alike.
  public func place(of coordinates: SIMD2<Float>) -> MapPlace {
    guard reach > 0 else { return MapPlace(x: 0.5, y: 0.5) }
    let offset = (coordinates - centre) / reach
    return MapPlace(x: 0.5 + 0.5 * placed(offset.x), y: 0.5 - 0.5 * placed(offset.y))
  }

  /// Brings an offset, -1 to 1 in the bulk, to -1 to 1 for all.
  private func placed(_ offset: Float) -> Float {
    guard hasOutliers else { return min(1, max(-1, offset)) }
    let distance = abs(offset)
    guard distance > 1 else { return (1 - Self.margin) * offset }
    // Continues the straight line without a bend and ends at the edge.
    let beyond = (distance - 1) * (1 - Self.margin) / Self.margin
    return (offset < 0 ? -1 : 1) * (1 - Self.margin / (1 + beyond))
  }
}

/// Where most of the numbers of a list lie.
private struct Bulk {
  /// The middle of the interval that holds the bulk.
  var centre: Float = 0
  /// Half its length.
  var reach: Float = 0
  /// How far the outermost number is from the middle.
  var farthest: Float = 0

  init(_ numbers: [Float]) {
    let sorted = numbers.sorted()
    guard let least = sorted.first, let greatest = sorted.last else { return }
    let lower = sorted[sorted.count / 4]
    let upper = sorted[sorted.count - 1 - sorted.count / 4]
    let fence = 3 * (upper - lower)
    // Where half of the numbers are one and the same they say nothing about the rest.
    let start = fence > 0 ? max(least, lower - fence) : least
    let end = fence > 0 ? min(greatest, upper + fence) : greatest
    // Halved before they are added: the sum of two large numbers may be infinite.
    centre = start / 2 + end / 2
    reach = end / 2 - start / 2
    farthest = max(greatest - centre, centre - least)
  }
}
