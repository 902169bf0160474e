import Curation
import TextUI

/// What is under way to find something: a step of a search, and a list.
///
/// One question of each kind is on its way at a time. What is typed meanwhile replaces what waits, so that the
/// answer is about what was typed last, however slow the answers are.
struct Finding: Equatable, Sendable {
  /// Where one was when the search field was opened, and what was searched for before.
  struct Origin: Equatable, Sendable {
    var place: Place
    var toggled: [InstructionID]
    var search: Search
  }

  /// What the filter field says beside the filter.
  enum Remark: Equatable, Sendable {
    case problem(String)
    case completions([String])
    case count(Int)
    /// At least so many: there is more to look through.
    case countSoFar(Int)
  }

  /// Where Esc in the search field leads.
  var origin: Origin?
  /// The number of the newest search.
  var searchNumber = 0
  /// Whether a step of a search is on its way.
  var isSearching = false
  /// Whether the last search was only made again, in another list: nobody asked what it comes to.
  var isSearchRepeated = false
  /// The cluster from which on the first hit is gone to; nil when one is not to be moved.
  var searchStart: Int?
  /// Whether it is to be said how many matches there are as soon as they are counted.
  var owesCount = false

  /// Whether a step towards a list or a count is on its way.
  var isListing = false
  /// The list that is asked for, with the steps taken so far.
  var wantedList: ListRequest?
  /// The count that is asked for, which goes before the list: somebody types.
  var wantedCount: ListRequest?
  /// Whether the list in which the curator left was asked for.
  var isRestored = false
  /// What the filter field says.
  var remark: Remark?
}
