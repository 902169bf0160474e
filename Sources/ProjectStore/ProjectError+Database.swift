internal import GRDB

extension ProjectError {
  /// What a connection was doing when it failed.
  enum Activity {
    case opening, reading, saving
  }

  /// Translates whatever the store meets into the error that a person is told.
  init(_ error: any Error, path: String, while activity: Activity) {
    switch error {
    case let error as ProjectError: self = error
    case let error as DatabaseError: self.init(database: error, path: path, while: activity)
    case let error as UnknownWord: self = .damaged(path: path, detail: error.description)
    // What comes out does not have the form in which it went in: a column's type, or JSON.
    default: self = .damaged(path: path, detail: "a value in it does not have the form that it must have")
    }
  }

  private init(database error: DatabaseError, path: String, while activity: Activity) {
    let detail = error.message ?? error.resultCode.description
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_NOTADB: self = .notAProject(path: path)
    case .SQLITE_CORRUPT: self = .damaged(path: path, detail: detail)
    case .SQLITE_READONLY where activity == .saving: self = .notWritable(path: path)
    case .SQLITE_MISUSE: self = .closed(path: path)
    case .SQLITE_CANTOPEN: self = .cannotOpen(path: path, detail: detail)
    default:
      self =
        switch activity {
        case .opening: .cannotOpen(path: path, detail: detail)
        case .reading: .cannotRead(path: path, detail: detail)
        case .saving: .notSaved(path: path, detail: detail)
        }
    }
  }
}
