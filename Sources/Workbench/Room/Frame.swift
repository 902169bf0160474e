public import TextUI

/// A picture of the room, and what some of its lines show, so that the next frame takes over those that show the
/// same.
public struct Frame: Sendable {
  /// The picture.
  public let screen: Screen
  fileprivate let lines: [Rect: FrameLine]
}

/// A line that is the same in most frames.
enum FrameLine: Equatable, Sendable {
  case cluster(ClusterLine)
  /// The keys that matter in the room, at a stage of deciding.
  case hints(KeyMap, DecidingStage)

  fileprivate func draw(in place: Rect, on screen: inout Screen) {
    switch self {
    case .cluster(let line): line.draw(in: place, on: &screen)
    case .hints(let keyMap, let stage): FooterLine.drawHints(of: keyMap, at: stage, in: place, on: &screen)
    }
  }
}

/// Where a frame is drawn.
struct Canvas {
  /// The picture so far.
  var screen: Screen
  private var lines: [Rect: FrameLine] = [:]
  private let before: Frame?

  /// Begins a blank frame that may take over lines from the one before.
  init(size: Size, after before: Frame?) {
    screen = Screen(size: size)
    self.before = before?.screen.size == size ? before : nil
  }

  /// Draws a line, or takes it over where the frame before shows the same in the same place.
  mutating func draw(_ line: FrameLine, in place: Rect) {
    lines[place] = line
    if let before, before.lines[place] == line {
      screen.copy(place, from: before.screen)
    } else {
      line.draw(in: place, on: &screen)
    }
  }

  /// Lets the next frame draw all lines itself, because something lies over them.
  mutating func forgetLines() { lines = [:] }

  /// What came of it.
  var frame: Frame { Frame(screen: screen, lines: lines) }
}
