import Testing

@testable import Clustering

@Suite struct ClusterLabelsTests {
  private func labels(_ clusters: [[String]]) -> [String] {
    var rows: [[Int]] = []
    for texts in clusters { rows.append(Array(rows.joined().count..<rows.joined().count + texts.count)) }
    return ClusterLabels(clusters: rows, texts: Array(clusters.joined())) { text in
      text.split(separator: " ").map { $0.lowercased() }
    }.labels
  }

  @Test func `a label holds what sets the cluster apart`() {
    let labels = labels([
      ["write the python loop", "a python list", "sort in python"],
      ["write the bread recipe", "a recipe for soup", "recipe with rice"],
    ])
    #expect(labels[0].hasPrefix("python · "))
    #expect(labels[1].hasPrefix("recipe · "))
  }

  @Test func `equal terms come from different texts`() {
    #expect(labels([["zebra yak", "walrus vole", "urial"]]) == ["zebra · walrus · urial"])
  }

  @Test func `stop words and numbers serve only where there is nothing else`() {
    #expect(labels([["what is the violin 42"]]) == ["violin"])
    #expect(labels([["what is 42"]]) == ["what · is · 42"])
  }

  @Test func `texts without terms are named by their beginning, else by number`() {
    let labels = ClusterLabels(clusters: [[0, 1], [2], []], texts: [" \n", "?!  ☺\n", "\u{7}\u{202E}"]) { _ in
      []
    }
    #expect(labels.labels == ["?! ☺", "cluster 2", "cluster 3"])
  }

  @Test(arguments: [
    "\u{1B}[31mred\u{7}\nline\u{2028}end\u{202E}x", String(repeating: "long", count: 30),
    String(repeating: "東京", count: 30), "e" + String(repeating: "\u{301}", count: 500),
    String(repeating: "👩‍👩‍👧", count: 40),
  ])
  func `labels are one line of plain text that fits`(hostile: String) {
    for terms in [[hostile], [hostile, hostile + "2", hostile + "3"], []] {
      let label = ClusterLabels(clusters: [[0]], texts: [hostile]) { _ in terms }.labels[0]
      #expect(!label.isEmpty)
      #expect(label.unicodeScalars.count <= ClusterLabels.maximumColumns)
      #expect(
        label.unicodeScalars.allSatisfy {
          ![.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
      )
    }
  }

  @Test func `repetitions in a text count once, and rows that have no text not at all`() {
    let labels = ClusterLabels(clusters: [[0, 1, 2, 9]], texts: ["yak yak yak", "vole", "vole"]) {
      $0.split(separator: " ").map(String.init)
    }
    #expect(labels.labels == ["vole · yak"])
  }

  @Test func `wide characters take two columns`() {
    #expect(LabelText.fitting("東京都知事", columns: 10) == "東京都知事")
    #expect(LabelText.fitting("東京都知事選", columns: 10) == "東京都知…")
    #expect(LabelText.fitting("abcdefghijk", columns: 10) == "abcdefghi…")
    #expect(LabelText.fitting("  ab   cd ", columns: 10) == "ab cd")
  }
}

extension ClusterLabels {
  fileprivate init(clusters: [[Int]], texts: [String], terms split: (String) -> [String]) {
    var terms = LabelTerms()
    for text in texts { terms.append(text, terms: split(text)) }
    self.init(clusters: clusters, terms: terms)
  }
}
