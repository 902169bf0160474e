/// A record as its file holds it, or why it is none.
struct RawRecord {
  /// The line on which it begins.
  var line: Int
  /// Its keys and values, or what is wrong with it.
  var content: Result<JSONObject, PoolProblem>
}

/// The records of one file, one after the other; each file format has its own.
protocol RecordSource {
  /// The next record, or nil at the end.
  ///
  /// - Throws: `InterchangeError` when the file itself cannot be read on.
  mutating func next() throws(InterchangeError) -> RawRecord?
}

/// The bytes of a record and where they were found.
struct RecordText {
  var file: String
  var line: Int
  var column: Int
  var offset: Int

  /// Notes the place of a cursor.
  init(at cursor: ByteCursor, file: String) {
    self.file = file
    line = cursor.line
    column = cursor.column
    offset = cursor.offset
  }

  /// Takes the record's bytes apart.
  func parsed(_ bytes: [UInt8], nestingLimit: Int) -> RawRecord {
    var parser = JSONParser(bytes, nestingLimit: nestingLimit)
    do throws(JSONFault) {
      let value = try parser.parse()
      guard case .object(let object) = value else { return problem(.notAnObject(found: value.typeName)) }
      return RawRecord(line: line, content: .success(object))
    } catch {
      return problem(error.kind, after: bytes[..<error.offset], key: error.key)
    }
  }

  /// Makes a record out of what is wrong with it, noticed after these of its bytes.
  func problem(_ kind: PoolProblem.Kind, after bytes: ArraySlice<UInt8> = [], key: String? = nil) -> RawRecord
  {
    let lastBreak = bytes.lastIndex(of: newline)
    let problem = PoolProblem(
      kind,
      at: RecordPlace(file: file, line: line + bytes.count { $0 == newline }),
      column: lastBreak.map { bytes.endIndex - $0 } ?? column + bytes.count,
      offset: offset + bytes.count,
      key: key
    )
    return RawRecord(line: line, content: .failure(problem))
  }
}
