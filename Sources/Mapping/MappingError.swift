/// Why a pool has no map.
///
/// Rows are counted from 0.
public enum MappingError: Error, Equatable, Sendable {
  /// Vectors have at least one component.
  case noDimensions(Int)
  /// The components handed over do not make up whole vectors.
  case partialVector(components: Int, dimensions: Int)
  /// A component of a vector, or a coordinate of a place, is not a number or infinite.
  case notFinite(row: Int)
  /// A list with an entry for each row has too few or too many.
  case countMismatch(expected: Int, found: Int)
}

extension MappingError {
  /// What went wrong, and where.
  public var summary: String {
    switch self {
    case .noDimensions(let dimensions): "Vectors of \(dimensions) dimensions cannot be projected."
    case .partialVector(let components, let dimensions):
      "\(components) components do not make up whole vectors of \(dimensions)."
    case .notFinite(let row): "Row \(row) (counted from 0) has a component that is not a finite number."
    case .countMismatch(let expected, let found): "\(found) entries were given for \(expected) rows."
    }
  }

  /// What to do about it.
  public var suggestion: String {
    switch self {
    case .noDimensions, .notFinite: "Embed the pool again, or correct the file of vectors."
    case .partialVector: "Embed the pool again; the stored vectors are damaged."
    case .countMismatch: "Make the map again; the pool has changed since it was made."
    }
  }
}
