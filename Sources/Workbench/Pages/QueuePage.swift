import Curation
import TextUI

/// What goes to the annotators so far, in their order.
struct QueuePage {
  private let picks: [QueuedPick]
  private let total: Int

  init(_ picks: [QueuedPick], total: Int) {
    self.picks = picks
    self.total = total
  }

  func text(columns: Int) -> ScrolledText {
    guard total > 0 else {
      return .explaining("The queue is empty: accept or override a pick, and it is here.", columns: columns)
    }
    var text = ScrolledText()
    for (index, pick) in picks.enumerated() {
      let place: DisplayText = "\(index + 1)"
      let cluster: DisplayText = "\(pick.cluster)"
      let lead = place.aligned(right: "\(total)".count) + "  cluster " + cluster.padded(to: 7)
      let curator = DisplayText(untrusted: pick.curator, as: .row).truncated(to: 10).padded(to: 11)
      let words = DisplayText(untrusted: pick.instruction.text, as: .row).remarkingIfBlank()
      // Before the instruction, where nothing can cut it off.
      let mark: DisplayText = pick.duplicateOf.map { "~dup of \($0)  " } ?? ""
      text.append(
        (lead + pick.verdict.letter + " " + curator + mark + words).truncated(to: columns),
        role: .text,
        target: Search.Hit(cluster: pick.cluster, candidate: pick.instruction.id)
      )
    }
    if picks.count < total { text.append("… and \(total - picks.count) more: export shows all", role: .dim) }
    return text
  }
}
