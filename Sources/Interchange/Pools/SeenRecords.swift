internal import Curation

/// The ids and texts of the records read so far, to tell duplicates.
///
/// It keeps hashes of 64 bits instead of the texts, some hundred bytes per record. They are SipHash values under
/// a key that changes with every run, so a pool cannot be made to collide; by chance, one pool of a million
/// records in 37 million has two texts with the same hash, and then the report names them as duplicates.
struct SeenRecords {
  /// How a record relates to those before it; a place is nil for one that the project holds already.
  enum Verdict: Equatable {
    case new
    case duplicate(of: RecordPlace?)
    case repeatedID(first: RecordPlace?)
  }

  /// A place in few bytes; the file is an index into `files`, negative for the project.
  private struct CompactPlace {
    var file: Int32
    var line: Int
  }

  private var files: [String] = []
  private var texts: [Int: CompactPlace] = [:]
  private var ids: [Int: (place: CompactPlace, text: Int)] = [:]

  /// Remembers an instruction that the project holds already.
  mutating func remember(_ instruction: Instruction) {
    let place = CompactPlace(file: -1, line: 0)
    let text = DuplicateKey(of: instruction).hashValue
    texts[text] = place
    ids[instruction.id.hashValue] = (place, text)
  }

  /// Compares a record with those before it and remembers it.
  ///
  /// The same id with the same text is a duplicate; with another text the id is a mistake.
  mutating func check(_ id: InstructionID, key: DuplicateKey, at place: RecordPlace) -> Verdict {
    let (id, text) = (id.hashValue, key.hashValue)
    let known = ids[id]
    if let known, known.text != text { return .repeatedID(first: expanded(known.place)) }
    if files.last != place.file { files.append(place.file) }
    let compact = CompactPlace(file: Int32(files.count - 1), line: place.line)
    if known == nil { ids[id] = (compact, text) }
    if let first = texts[text] { return .duplicate(of: expanded(first)) }
    texts[text] = compact
    return .new
  }

  private func expanded(_ place: CompactPlace) -> RecordPlace? {
    place.file < 0 ? nil : RecordPlace(file: files[Int(place.file)], line: place.line)
  }
}
