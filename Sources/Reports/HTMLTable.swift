/// A table whose first column names its rows.
struct HTMLTable {
  private let caption: String
  private let columns: [String]
  private var rows: [HTML] = []

  init(_ caption: String, columns: [String]) {
    self.caption = caption
    self.columns = columns
  }

  /// Adds a row: what it is about, then a cell for each further column.
  mutating func add(_ name: HTML, _ cells: [HTML]) {
    rows.append("<tr><th scope=\"row\">\(name)</th>\(cells.map { "<td>\($0)</td>" })</tr>")
  }

  var html: HTML {
    guard !rows.isEmpty else { return "<p class=\"none\">\(caption): nothing yet.</p>" }
    return """
      <div class="scroll"><table><caption>\(caption)</caption>
      <thead><tr>\(columns.map { "<th scope=\"col\">\($0)</th>" })</tr></thead>
      <tbody>
      \(HTML(lines: rows))
      </tbody></table></div>
      """
  }

  /// The table behind a line that opens it.
  var folded: HTML {
    rows.isEmpty ? html : "<details><summary>\(caption): the numbers</summary>\n\(html)\n</details>"
  }
}
