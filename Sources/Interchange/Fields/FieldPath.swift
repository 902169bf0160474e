/// The way to a value inside a record, such as `instruction` or `instances[0].input`.
public struct FieldPath: Hashable, Sendable {
  private enum Step: Hashable, Sendable {
    case key(String)
    case index(Int)
  }

  /// The path as text.
  public let text: String

  private let steps: [Step]

  /// Makes a path of its text: keys joined by dots, places in lists in brackets, counted from 0.
  ///
  /// A record that has the whole text as a key, dots and brackets included, is asked for that key.
  public init(_ text: String) {
    self.text = text
    var steps: [Step] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      steps.append(.key(String(pieces[0])))
      for piece in pieces.dropFirst() {
        steps.append(Int(piece.prefix { $0 != "]" }).map(Step.index) ?? .key(String(piece)))
      }
    }
    self.steps = steps
  }

  /// The value in a record, or nil when it is absent or null.
  func value(in object: JSONObject) -> JSONValue? {
    if let value = object[text] { return value == .null ? nil : value }
    guard steps.count > 1 else { return nil }
    var value = JSONValue.object(object)
    for step in steps {
      switch (step, value) {
      case (.key(let key), .object(let object)):
        guard let member = object[key] else { return nil }
        value = member
      case (.index(let index), .array(let elements)) where elements.indices.contains(index):
        value = elements[index]
      default:
        return nil
      }
    }
    return value == .null ? nil : value
  }
}

extension FieldPath: CustomStringConvertible, ExpressibleByStringLiteral {
  public var description: String { text }

  public init(stringLiteral text: String) { self.init(text) }
}
