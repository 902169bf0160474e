/// Why texts or a file did not become embeddings.
///
/// Rows are counted from 0 as NumPy does, lines from 1 as editors do.
public enum EmbeddingError: Error, Equatable, Sendable {
  /// There is nothing to embed.
  case noTexts
  /// Vectors of this length cannot be made.
  case dimensionsOutOfRange(Int)
  /// A text to embed does not say where the instruction stands in it.
  case templateWithoutInstruction(String)
  /// The task was cancelled.
  case cancelled
  /// The system could not read the file.
  case unreadable(path: String, reason: String)
  /// The file does not begin as a NumPy array does.
  case notNumPy(path: String)
  /// The array's header says something that is not supported, or nothing sensible.
  case unsupportedArray(path: String, problem: String)
  /// The file has too few or too many bytes for the shape in its header.
  case wrongLength(path: String, expected: Int, found: Int)
  /// A component is not a number, or infinite; the rows that have such, and the column of the first.
  case notFinite(path: String, column: Int, rows: RowList)
  /// All components of vectors are zero.
  case zeroVector(path: String, rows: RowList)
  /// The number of vectors is not the number of ids, or of instructions.
  case countMismatch(path: String, vectors: Int, expected: Int)
  /// A line of the ids file is empty.
  case emptyID(path: String, line: Int)
  /// An id occurs on two lines.
  case duplicateID(path: String, id: String, line: Int, firstLine: Int)
  /// An id belongs to no instruction of the pool.
  case unknownID(path: String, id: String, line: Int)
  /// Instructions have no vector; the id of the first, and the rows of all.
  case missingID(path: String, id: String, rows: RowList)
}

extension EmbeddingError {
  /// What went wrong, and where.
  public var summary: String {
    switch self {
    case .noTexts: "There are no texts to embed."
    case .dimensionsOutOfRange(let dimensions): "Vectors of \(dimensions) dimensions cannot be made."
    case .templateWithoutInstruction(let template): "“\(template)” does not say where the instruction stands."
    case .cancelled: "Embedding was cancelled."
    case .unreadable(let path, let reason): "\(path) could not be read: \(reason)"
    case .notNumPy(let path): "\(path) is not a NumPy array (.npy)."
    case .unsupportedArray(let path, let problem): "The array in \(path) cannot be used: \(problem)."
    case .wrongLength(let path, let expected, let found):
      "\(path) should have \(expected) bytes after its header, but has \(found)."
    case .notFinite(let path, let column, let rows):
      "Row \(rows.named), column \(column) of \(path) (counted from 0) is not a finite number\(rows.others)."
    case .zeroVector(let path, let rows):
      "Row \(rows.named) of \(path) (counted from 0) is all zeros\(rows.others)."
    case .countMismatch(let path, let vectors, let expected):
      "\(path) has \(expected) ids for \(vectors) vectors."
    case .emptyID(let path, let line): "Line \(line) of \(path) is empty where an id is expected."
    case .duplicateID(let path, let id, let line, let firstLine):
      "The id “\(id)” stands on line \(line) of \(path) and already on line \(firstLine)."
    case .unknownID(let path, let id, let line):
      "The id “\(id)” on line \(line) of \(path) belongs to no instruction of the project."
    case .missingID(let path, let id, let rows):
      "The instruction “\(id)” (row \(rows.named), counted from 0) has no vector: its id is not in \(path)\(rows.others)."
    }
  }

  /// What to do about it.
  public var suggestion: String {
    switch self {
    case .noTexts: "Import a pool first."
    case .dimensionsOutOfRange: "Choose 2 to \(LexicalEncoder.maximumDimensions) dimensions."
    case .templateWithoutInstruction:
      "Write {instruction} into it, and {input} where the input belongs; or say plain or prompt."
    case .cancelled: "Start it again when you are ready; nothing was kept."
    case .unreadable: "Check the path and its permissions."
    case .notNumPy: "Write the vectors with numpy.save(path, array)."
    case .unsupportedArray: "Save a two-dimensional array of float32, float64 or float16, little-endian."
    case .wrongLength: "The file may be cut off or still being written; copy or save it again."
    case .notFinite: "Compute this vector again; NaN and infinity have no distance to anything."
    case .zeroVector: "Compute this vector again, or leave its text out; a zero vector has no direction."
    case .countMismatch: "Give one vector for each id, in the same order."
    case .emptyID: "Write one id a line, in the order of the vectors, without gaps."
    case .duplicateID: "Keep one line and one vector for each id."
    case .unknownID: "Correct the id, or remove the line and its vector."
    case .missingID: "Add a line and a vector for each of them, or import a pool without them."
    }
  }
}
