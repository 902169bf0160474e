internal import Foundation
internal import GRDB

extension Project {
  /// The stored vector of an instruction, or nil when it has none.
  ///
  /// One row is read, so a pool whose vectors do not fit into memory can be measured.
  ///
  /// - Throws: `ProjectError.damaged` when the vector has not its announced length.
  public func vector(ofRow row: Int) throws(ProjectError) -> [Float]? {
    let shapeError = ProjectError.damaged(path: path, detail: "the vector of row \(row) has a wrong length")
    return try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT components, (SELECT dimensions FROM embeddingSet ORDER BY id DESC LIMIT 1)
          FROM vector WHERE row = ?
          """
      )
      return try statement.first([row]) { row in
        var vector: [Float] = []
        try row.withUnsafeData(atIndex: 0) { VectorBlob.append($0 ?? Data(), to: &vector) }
        guard vector.count == (try row.value(1)) else { throw shapeError }
        return vector
      }
    }
  }

  /// The rows of all instructions that have a vector, ascending.
  ///
  /// It goes through all vectors; where their number is that of the instructions, every row has one.
  public func embeddedRows() throws(ProjectError) -> [Int] {
    try read { try Int.fetchAll($0, sql: "SELECT row FROM vector ORDER BY row") }
  }
}
