/// What is wrong with the vector that an endpoint gives for a text.
public enum VectorFlaw: Equatable, Sendable {
  /// There is none.
  case missing
  /// There are several.
  case repeated
  /// It is no list of numbers.
  case unreadable
  /// It has another length than the first one.
  case length(Int, expected: Int)
  /// A component is none, not a number, or beyond single precision.
  case notFinite(component: Int)
  /// All components are zero.
  case zero

  /// What is wrong, as the end of a sentence about the text.
  public var problem: String {
    switch self {
    case .missing: "has no vector in the reply"
    case .repeated: "has several vectors in the reply"
    case .unreadable: "has a vector that is no list of numbers"
    case .length(let length, let expected): "has a vector of length \(length) where \(expected) is expected"
    case .notFinite(let component):
      "has a vector whose component \(component) (counted from 0) is not a finite number"
    case .zero: "has a vector of zeros"
    }
  }
}
