public import Curation
internal import Foundation
internal import GRDB

/// A candidate that a search found.
public struct SearchHit: Equatable, Sendable {
  /// Where the text stands.
  public enum Field: Equatable, Sendable {
    /// In the instruction, its input or its id.
    case candidate
    /// In the label of the cluster, whose first candidate this is.
    case label
    /// In what the ranker said about it.
    case rationale
    /// In the note about the cluster, whose first candidate this is.
    case note
  }

  /// The number of its cluster.
  public var cluster: Int
  /// The candidate.
  public var id: InstructionID
  /// Where the text stands.
  public var field: Field
}

/// A part of a search: what it found, and where to go on.
public struct SearchStep: Equatable, Sendable {
  /// The hits by cluster and place in it.
  public var hits: [SearchHit]
  /// What to give to the next step; nil when everything was searched.
  public var next: SearchProgress?
}

extension Project {
  /// Finds candidates by a part of their instruction, input, id or rationale, without regard to case.
  ///
  /// A part of a cluster's label, or of the note about it, finds the cluster's first candidate. Rationales are
  /// those of the current run.
  ///
  /// - Returns: At most `limit` hits by cluster and place in it; none for an empty text.
  public func search(_ text: String, limit: Int) throws(ProjectError) -> [SearchHit] {
    var hits: [SearchHit] = []
    var next: SearchProgress? = SearchProgress()
    while let progress = next, hits.count < limit {
      let step = try search(text, from: progress, limit: limit - hits.count)
      hits += step.hits
      next = step.next
    }
    return hits
  }

  /// Takes one step of a search, which looks at a limited number of candidates and so ends soon.
  ///
  /// Mostly one is enough, since an index says where a text can stand; one or two ASCII characters are looked for in
  /// all texts of the clusters that hold them.
  ///
  /// - Parameters:
  ///   - text: What to look for.
  ///   - progress: Where to begin, then what the step before says.
  ///   - limit: The greatest number of hits.
  ///   - effort: The greatest number of candidates whose texts are read.
  ///   - fits: Whether a field of a cluster is to be searched.
  /// - Returns: What was found, and where to go on.
  /// - Throws: `ProjectError` when the texts cannot be read.
  public func search(
    _ text: String,
    from progress: SearchProgress,
    limit: Int,
    effort: Int = 500,
    where fits: (_ cluster: Int, _ field: SearchHit.Field) throws -> Bool = { _, _ in true }
  ) throws(ProjectError) -> SearchStep {
    guard !text.isEmpty, limit > 0 else { return SearchStep(hits: [], next: nil) }
    return try read { database in
      guard let index = try SearchIndex.current(database) else { return SearchStep(hits: [], next: nil) }
      let source = SearchSource(index: index, needle: SearchNeedle(text), database: database)
      let start = index.row(cluster: progress.start, position: 0)
      let rows = progress.hasWrapped ? 0..<start : start..<Int64.max
      var finds: [Int64: SearchHit] = [:]
      var end = rows.upperBound
      // What is found first about a candidate stands: its own text before what is said about it.
      for table in SearchSource.Table.allCases {
        var matches = 0
        var looks = 0
        var passed = 0
        try source.visit(table, from: max(rows.lowerBound, progress.position), to: end) { row, find in
          passed += 1
          let cluster = index.cluster(ofRow: row)
          if finds[row] == nil, try fits(cluster, table.field) {
            looks += 1
            if let hit = try find() {
              finds[row] = hit
              matches += 1
            }
          }
          // To pass over a row costs little beside reading its texts.
          guard looks >= effort || passed >= 16 * effort || matches >= limit else { return true }
          end = min(end, row + 1)
          return false
        }
      }
      let found = finds.keys.filter { $0 < end }.sorted().prefix(limit)
      if found.count == limit, let last = found.last { end = min(end, last + 1) }
      let next = end == rows.upperBound ? progress.wrapped : progress.reaching(end)
      return SearchStep(hits: found.compactMap { finds[$0] }, next: next)
    }
  }
}
