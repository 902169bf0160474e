internal import Foundation
internal import GRDB

/// Text that passes through SQLite with every character, NUL included.
///
/// A plain string would end at its first NUL, both when it is bound and when it is read. This type is bound
/// as bytes, so statements say `CAST(? AS TEXT)`; the tables are strict and refuse it where that was
/// forgotten.
struct ExactText: DatabaseValueConvertible, StatementColumnConvertible {
  let string: String

  init(_ string: String) { self.string = string }

  init?(sqliteStatement: SQLiteStatement, index: CInt) {
    string = String(decoding: Data(sqliteStatement: sqliteStatement, index: index), as: UTF8.self)
  }

  var databaseValue: DatabaseValue { Data(string.utf8).databaseValue }

  static func fromDatabaseValue(_ value: DatabaseValue) -> ExactText? {
    switch value.storage {
    case .string(let string): ExactText(string)
    case .blob(let data): ExactText(String(decoding: data, as: UTF8.self))
    default: nil
    }
  }
}

extension Row {
  /// A column's value, or a thrown error when a file from elsewhere holds something else there.
  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ index: Int) throws -> Value {
    try decode(Value.self, atIndex: index)
  }

  /// A column's text, with its NUL characters.
  func text(_ index: Int) throws -> String { try decode(ExactText.self, atIndex: index).string }
}
