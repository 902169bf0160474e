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
        sql: "SELECT components FROM vector WHERE row = ?"
      )
      guard let set = try VectorSet.current(database) else { return nil }
      return try statement.first([row]) { row in
        try row.withUnsafeData(atIndex: 0) { components in
          guard let components, components.count == set.vectorLength else { throw shapeError }
          return VectorBlob.decode(components, as: set.element)
        }
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
