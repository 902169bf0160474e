/// Tells from the first bytes of a file how its records are laid out.
///
/// The content decides: an array in a `.jsonl` file and an object per line in a `.json` file are both read.
/// The name is asked only whether a table has commas or tabs.
struct FormatDetection {
  /// How far it looks.
  private static let reach = 1 << 20

  private let file: String
  private let head: ArraySlice<UInt8>

  /// Looks at what lies ahead of a cursor at the start of a file, and moves it past a byte order mark.
  ///
  /// - Throws: `InterchangeError` for an empty file, one of another encoding, a binary one, and a pointer in the
  ///   place of a file.
  init(of cursor: inout ByteCursor, file: String) throws(InterchangeError) {
    self.file = file
    let start = try cursor.lookAhead(Self.reach)
    if let encoding = Self.foreignEncoding(start) { throw .otherEncoding(file: file, encoding: encoding) }
    if let kind = Self.knownBinary(start) { throw .binary(file: file, kind: kind) }
    if start.starts(with: "version https://git-lfs.github.com/spec/".utf8) {
      throw .gitLFSPointer(file: file)
    }
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { cursor.skip(3) }
    head = try cursor.lookAhead(Self.reach)
    guard let first = head.firstIndex(where: { !$0.isJSONSpace }) else { throw .empty(file: file) }
    let beginsAsJSON = head[first] == UInt8(ascii: "{") || head[first] == UInt8(ascii: "[")
    // A stray NUL inside JSON is a fault of one record; more of them, or elsewhere, mean no text at all.
    let searched = beginsAsJSON ? head[first...].prefix(4) : head.prefix(1 << 13)
    if searched.contains(0) { throw .binary(file: file, kind: nil) }
  }

  /// The layout for a format that was asked for, or the one that the content shows.
  func layout(requested: PoolFormat?) throws(InterchangeError) -> RecordLayout {
    switch requested {
    case .jsonl: return .lines
    case .json: return firstByte == UInt8(ascii: "[") ? .array : .sequence
    case .csv: return .table(delimiter: UInt8(ascii: ","))
    case .tsv: return .table(delimiter: UInt8(ascii: "\t"))
    case nil: break
    }
    if firstByte == UInt8(ascii: "[") { return .array }
    let lines = firstLines
    if lines.second?.first(where: { !$0.isJSONSpace }) == UInt8(ascii: "{") { return .lines }
    if firstByte == UInt8(ascii: "{") {
      var scan = ElementScan()
      _ = lines.first.drop { $0.isJSONSpace }.drop { scan.takes($0) }
      return lines.second == nil || scan.isFinished ? .lines : .sequence
    }
    return .table(delimiter: try delimiter(header: lines.first))
  }

  private var firstByte: UInt8? { head.first { !$0.isJSONSpace } }

  /// The first two lines that hold anything; the second is nil when there is none within reach.
  private var firstLines: (first: ArraySlice<UInt8>, second: ArraySlice<UInt8>?) {
    let lines = head.split(separator: newline, maxSplits: 64)
      .filter { !$0.allSatisfy(\.isJSONSpace) }
    return (lines.first ?? head, lines.dropFirst().first)
  }

  private func delimiter(header: ArraySlice<UInt8>) throws(InterchangeError) -> UInt8 {
    let (comma, tab) = (UInt8(ascii: ","), UInt8(ascii: "\t"))
    let name = file.lowercased()
    let stem = name.hasSuffix(".gz") ? name.dropLast(3) : name[...]
    if stem.hasSuffix(".csv") { return comma }
    if stem.hasSuffix(".tsv") { return tab }
    if header.contains(tab) { return tab }
    if header.contains(comma) { return comma }
    throw .unknownFormat(file: file)
  }

  private static func foreignEncoding(_ start: ArraySlice<UInt8>) -> String? {
    let marks: [([UInt8], String)] = [
      ([0xFF, 0xFE, 0, 0], "UTF-32"), ([0, 0, 0xFE, 0xFF], "UTF-32"),
      ([0xFF, 0xFE], "UTF-16"), ([0xFE, 0xFF], "UTF-16"),
    ]
    return marks.first { start.starts(with: $0.0) }?.1
  }

  private static func knownBinary(_ start: ArraySlice<UInt8>) -> String? {
    let signatures: [([UInt8], String)] = [
      (Array("PAR1".utf8), "Parquet"), (Array("PK\u{3}\u{4}".utf8), "a zip archive or a spreadsheet"),
      (Array("SQLite format 3\0".utf8), "an SQLite database"), (Array("ARROW1".utf8), "Arrow"),
      ([0x28, 0xB5, 0x2F, 0xFD], "zstd"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"),
      (Array("BZh".utf8), "bzip2"), ([0x1F, 0x8B], "gzip inside gzip"),
      (Array("%PDF-".utf8), "PDF"), ([0x93] + Array("NUMPY".utf8), "NumPy"),
    ]
    return signatures.first { start.starts(with: $0.0) }?.1
  }
}
