internal import GRDB

extension Statement {
  /// The first row, decoded, or nil when there is none.
  ///
  /// A row is only good for as long as its cursor lives, so it is decoded here and never handed out.
  func first<Value>(
    _ arguments: StatementArguments = [],
    _ decode: (Row) throws -> Value
  ) throws -> Value? {
    let rows = try Row.fetchCursor(self, arguments: arguments)
    return try withExtendedLifetime(rows) { try rows.next().map(decode) }
  }

  /// All rows, decoded.
  func all<Value>(
    _ arguments: StatementArguments = [],
    _ decode: (Row) throws -> Value
  ) throws -> [Value] {
    let rows = try Row.fetchCursor(self, arguments: arguments)
    var values: [Value] = []
    while let row = try rows.next() { values.append(try decode(row)) }
    return values
  }
}
