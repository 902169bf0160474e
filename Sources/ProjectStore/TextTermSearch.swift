internal import Curation
internal import GRDB

/// Looks for the texts that a query asks for, as far as an effort reaches, in clusters that fit its other terms.
struct TextTermSearch {
  /// How far it has come.
  private(set) var progress: QueryProgress

  private let terms: [ClusterQuery.Term]
  private let finder: ClusterFinder
  private let index: SearchIndex?
  /// What may still be done.
  private var effort: Int

  /// What it takes to read a text; to pass over a row takes one.
  private static let costOfText = 16

  /// Goes on where a step ended; does the terms that are not about texts to begin with.
  init(of query: ClusterQuery, in finder: ClusterFinder, from progress: QueryProgress?, effort: Int) throws {
    self.finder = finder
    self.effort = effort * Self.costOfText
    terms = query.terms.filter(\.isAboutTexts)
    self.progress =
      try progress
      ?? QueryProgress(fitting: finder.clusters(matching: query.terms.filter { !$0.isAboutTexts }))
    let index = try SearchIndex.current(finder.database)
    self.index = index?.division == finder.division.id ? index : nil
  }

  /// Looks as far as it can, and says whether that was to the end.
  mutating func run() throws -> Bool {
    while progress.terms < terms.count {
      let term = terms[progress.terms]
      var found = progress.found ?? ClusterSet(count: finder.division.clusters)
      for text in term.texts.dropFirst(progress.values) {
        let next = try look(for: text, in: &found)
        progress.found = found
        guard next == nil else {
          progress.position = next ?? 0
          let isLast = progress.terms == terms.count - 1 && !term.isNegated
          progress.least = isLast ? fitting(among: found).size : nil
          return false
        }
        progress.values += 1
        progress.position = 0
      }
      if term.isNegated { found = found.complement }
      let done = progress.terms + 1
      progress = QueryProgress(fitting: fitting(among: found))
      progress.terms = done
    }
    return true
  }

  /// Those of some clusters that fit the terms that are done.
  private func fitting(among clusters: ClusterSet) -> ClusterSet {
    var fitting = clusters
    if let before = progress.fitting { fitting.formIntersection(before) }
    return fitting
  }

  /// Looks for a text and says where to go on; nil at the end.
  ///
  /// It looks at a cluster only until the text is found, and not at one that does not count any more.
  private mutating func look(for text: String, in found: inout ClusterSet) throws -> Int64? {
    guard let index else { return nil }
    let source = SearchSource(index: index, needle: SearchNeedle(text), database: finder.database)
    if let key = source.needle.shortKey {
      found.formUnion(try ShortTextIndex.clusters(holding: key, of: index.clusters, in: finder.database))
      return nil
    }
    return try readFinds(source, index, &found)
  }

  /// Goes through the rows that an index names, and reads those that may make a difference.
  private mutating func readFinds(
    _ source: SearchSource,
    _ index: SearchIndex,
    _ found: inout ClusterSet
  ) throws -> Int64? {
    let fitting = progress.fitting
    var effort = effort
    var next: Int64?
    try source.visit(.candidates, from: progress.position, to: .max) { row, find in
      let cluster = index.cluster(ofRow: row)
      effort -= 1
      if fitting?.contains(cluster) != false, !found.contains(cluster) {
        if source.needle.isExact {
          found.insert(cluster)
        } else {
          effort -= Self.costOfText
          if try find() != nil { found.insert(cluster) }
        }
      }
      guard effort <= 0 else { return true }
      next = row + 1
      return false
    }
    self.effort = effort
    return next
  }
}

extension ClusterQuery.Term {
  fileprivate var isAboutTexts: Bool { if case .text = condition { true } else { false } }

  /// The texts of which one is asked for.
  fileprivate var texts: [String] { if case .text(let texts) = condition { texts } else { [] } }
}
