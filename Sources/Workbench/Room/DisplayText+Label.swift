import Foundation
import TextUI

extension DisplayText {
  /// A cluster's label in one line.
  ///
  /// The dots between its terms are our own, so that ASCII has a stand-in for them.
  init(label: String) {
    guard Repertoire.current == .ascii else {
      self.init(untrusted: label, as: .row)
      return
    }
    let terms = label.components(separatedBy: " · ").map { DisplayText(untrusted: $0, as: .row) }
    self = terms.dropFirst().reduce(terms.first ?? "") { $0 + " · " + $1 }
  }
}
