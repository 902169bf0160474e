/// The apostrophe that keeps a spreadsheet from running a cell as a formula (CWE-1236).
///
/// Quotes alone do not help, because the spreadsheet removes them before it looks. Which cells were guarded is
/// written in a column of its own, so that reading the table takes the apostrophes off again.
enum FormulaGuard {
  /// The last column of our tables: the names of the guarded columns of the row, with spaces between them.
  static let column = "guarded"

  /// Whether a text would be taken for a formula.
  ///
  /// Spaces, quotes and invisible characters before the first visible one are looked through.
  static func isNeeded(for text: String) -> Bool {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠": return true
      case "\"", "'": continue
      case _ where scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint: continue
      case _ where scalar.properties.generalCategory == .control: continue
      default: return false
      }
    }
    return false
  }

  /// The names in a cell of the `guarded` column.
  static func columns(named cell: String) -> [String] {
    cell.split(separator: " ").map(String.init)
  }

  /// A guarded text as it was.
  static func removed(from text: String) -> String {
    text.unicodeScalars.first == "'" ? String(text.unicodeScalars.dropFirst()) : text
  }
}
