import Clustering
import TextUI

/// Shows how far a division is: each kind of step by itself, with the time that is left of it alone.
struct DivisionLine {
  /// What it is shown on.
  private(set) var line: ProgressLine
  private let work: DisplayText
  private var last: (title: DisplayText, done: Int)?

  /// Makes a line for a division on another one.
  ///
  /// - Parameters:
  ///   - line: What it is shown on.
  ///   - work: What the division is for; put before the names of its steps.
  init(on line: ProgressLine, for work: DisplayText = "") {
    self.line = line
    self.work = work
  }

  /// Shows a step.
  mutating func show(_ step: DivisionProgress) {
    let (title, done, total) = step.shown
    // The same kind of step can come again, such as with every start of K-means.
    if last.map({ $0.title != title || $0.done > done }) ?? true { line.begin(work + title) }
    last = (title, done)
    line.show(done, of: total)
  }
}

extension DivisionProgress {
  /// What is done, and how much of it; without a total where it usually ends long before.
  fileprivate var shown: (title: DisplayText, done: Int, total: Int?) {
    switch self {
    case .comparing(let done, let total): ("comparing with what is chosen already", done, total)
    case .choosingCenters(let done, let total): ("choosing centers", done, total)
    case .fitting(let iteration, _): ("fitting centers, iteration", iteration, nil)
    case .listing(let done, let total): ("listing the nearest of each cluster", done, total)
    case .assigning(let done, let total): ("assigning instructions", done, total)
    case .surveying(let done, let total): ("looking over the pool", done, total)
    case .exchanging(let done, let total): ("exchanging candidates", done, total)
    case .filling(let done, let total): ("filling clusters", done, total)
    case .merging(let done, let total): ("merging subtopics", done, total)
    }
  }
}
