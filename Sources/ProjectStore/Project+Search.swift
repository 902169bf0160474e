public import Curation
internal import Foundation
internal import GRDB

/// A candidate that a search found.
public struct SearchHit: Equatable, Sendable {
  /// The number of its cluster.
  public var cluster: Int
  /// The candidate.
  public var id: InstructionID
}

extension Project {
  /// Finds candidates by a part of their instruction, input, id or rationale, without regard to case.
  ///
  /// A part of a cluster's label finds the cluster's first candidate. Rationales are those of the current
  /// run.
  ///
  /// - Returns: At most `limit` hits by cluster and place in it; none for an empty text.
  public func search(_ text: String, limit: Int) throws(ProjectError) -> [SearchHit] {
    guard !text.isEmpty, limit > 0 else { return [] }
    return try read { database in
      guard let division = try Division.current(database) else { return [] }
      let run = try RankingRun.current(database)
      let test = SearchTest(for: text)
      let statement = try database.makeStatement(
        sql: """
          SELECT member.cluster, instruction.id
          FROM cluster
          JOIN member ON member.division = cluster.division AND member.cluster = cluster.number
          JOIN instruction ON instruction.row = member.row
          WHERE cluster.division = :division AND (
            \(test.condition("instruction.text")) OR \(test.condition("instruction.input"))
            OR \(test.condition("instruction.id"))
            OR (member.position = 0 AND \(test.condition("cluster.label")))
            OR EXISTS (
              SELECT * FROM rationale
              WHERE rationale.row = member.row AND \(test.condition("rationale.text"))
                AND rationale.attempt = (
                  SELECT max(id) FROM attempt
                  WHERE run = :run AND attempt.cluster = member.cluster AND failure IS NULL)))
          ORDER BY member.cluster, member.position LIMIT :limit
          """
      )
      return try statement.all(
        ["division": division.id, "run": run?.id, "text": test.argument, "limit": limit]
      ) { SearchHit(cluster: try $0.value(0), id: InstructionID(try $0.text(1))) }
    }
  }
}

/// The condition that a column contains a text.
///
/// SQLite's own comparison is fast and folds ASCII letters only; a text with other letters is compared by
/// Swift, which folds them all.
private struct SearchTest {
  var argument: ExactText
  private var isASCII: Bool

  init(for text: String) {
    isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    guard isASCII else {
      argument = ExactText(text)
      return
    }
    var pattern = text
    for special in ["\\", "%", "_"] { pattern = pattern.replacing(special, with: "\\" + special) }
    argument = ExactText("%\(pattern)%")
  }

  func condition(_ column: String) -> String {
    isASCII
      ? "\(column) LIKE CAST(:text AS TEXT) ESCAPE '\\'"
      : "containsIgnoringCase(CAST(\(column) AS BLOB), :text)"
  }
}

extension DatabaseFunction {
  /// Whether the first text contains the second, both as UTF-8, after Unicode case folding.
  static let containsIgnoringCase = DatabaseFunction("containsIgnoringCase", argumentCount: 2, pure: true) {
    guard
      let text = ExactText.fromDatabaseValue($0[0])?.string,
      let part = ExactText.fromDatabaseValue($0[1])?.string
    else { return false }
    return text.range(of: part, options: [.caseInsensitive]) != nil
  }
}
