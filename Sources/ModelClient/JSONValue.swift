/// A JSON value: out of a model's reply, or of a person's configuration.
public enum JSONValue: Equatable, Sendable {
  case object([String: JSONValue])
  case array([JSONValue])
  case string(String)
  /// A number as it is written.
  case number(String)
  case bool(Bool)
  case null
}

extension JSONValue {
  /// Reads a text that is one JSON value and nothing else.
  public init?(json: String) {
    var reader = JSONReader(Array(json.utf8), at: 0)
    guard let value = try? reader.value(), reader.position == json.utf8.count else { return nil }
    self = value
  }

  /// The value as JSON; equal values have equal texts.
  public var json: String { String(decoding: bytes, as: UTF8.self) }

  /// The value as JSON in UTF-8.
  var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.write(self)
    return writer.bytes
  }

  /// The members, when it is an object.
  public var members: [String: JSONValue]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The text, when it is one.
  public var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The whole number, when it is one.
  public var whole: Int? {
    if case .number(let text) = self { Int(text) } else { nil }
  }

  /// The elements, when it is an array.
  public var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The member of that name, when it is an object that has one.
  public subscript(name: String) -> JSONValue? { members?[name] }

  /// The element at that place, from 0, when it is an array that reaches so far.
  public subscript(index: Int) -> JSONValue? {
    if case .array(let elements) = self, elements.indices.contains(index) { elements[index] } else { nil }
  }
}
