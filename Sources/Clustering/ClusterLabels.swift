/// Short names for clusters: their most telling terms, joined by ` · `.
///
/// Terms are weighed by class-based tf-idf (M. Grootendorst, “BERTopic”, arXiv 2203.05794), each counted once a
/// text: a term that c texts of the cluster and f texts of the pool have weighs `c · ln(1 + A / f)`, A being
/// the mean number of terms counted for a cluster. Of equal terms one from a text that the label does not yet
/// speak for goes first, then the one that is met first.
///
/// English stop words, numbers and single letters serve only where there is nothing else; a cluster without any
/// term is named by the first characters of its texts, or else by its number. Labels are plain text of at most
/// `maximumColumns` columns without control or formatting characters, and never blank.
public struct ClusterLabels: Equatable, Sendable {
  /// The most columns that a label takes in a terminal.
  public static let maximumColumns = 40

  /// The most terms of a label.
  public static let maximumTerms = 3

  /// The labels, by cluster.
  public let labels: [String]

  /// Labels clusters of texts.
  ///
  /// - Parameters:
  ///   - clusters: The rows of each cluster; rows beyond the texts are passed over.
  ///   - terms: The terms of the texts by row.
  public init(clusters: [[Int]], terms: LabelTerms) {
    self.init(clusters: clusters, terms: terms, noun: "cluster", .classBased)
  }

  /// Labels clusters of texts by some weighting.
  ///
  /// - Parameters:
  ///   - clusters: The rows of each cluster; rows beyond the texts are passed over.
  ///   - terms: The terms of the texts by row.
  ///   - noun: What a cluster without any text is called before its number.
  ///   - weighting: How telling a term is.
  init(clusters: [[Int]], terms: LabelTerms, noun: String, _ weighting: TermStatistics.Weighting) {
    let members = clusters.map { rows in rows.filter((0..<terms.count).contains) }
    let telling = TermStatistics(clusters: members, terms: terms, weighting: weighting).tellingTerms()
    labels = zip(members, telling).enumerated().map { number, cluster in
      let label = Self.joined(cluster.1)
      if !label.isEmpty { return label }
      let beginning = cluster.0.lazy.compactMap(terms.beginning(of:)).first { !$0.isEmpty }
      return beginning ?? "\(noun) \(number + 1)"
    }
  }

  /// As many of the first terms as fit; the first one is cut where it is too long by itself.
  private static func joined(_ terms: [String]) -> String {
    var label = ""
    for term in terms.prefix(maximumTerms) {
      let longer = label.isEmpty ? LabelText.fitting(term, columns: maximumColumns) : "\(label) · \(term)"
      if LabelText.fitting(longer, columns: maximumColumns) == longer { label = longer }
    }
    return label
  }
}
