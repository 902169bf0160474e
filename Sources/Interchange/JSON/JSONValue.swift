/// A JSON text taken apart: numbers keep their spelling, objects the order of their keys.
enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue {
  /// What a message calls a value of this type.
  var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "text"
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// The text of a string.
  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }
}

/// The members of a JSON object in the order of the text; no key occurs twice.
///
/// Keys are compared as UTF-8 bytes: Swift's string comparison takes a composed and a decomposed letter for
/// one and the same.
struct JSONObject: Equatable, Sendable {
  /// A key with its value.
  struct Member: Equatable, Sendable {
    var key: String
    var value: JSONValue
  }

  /// All members.
  var members: [Member] = []

  /// The value of a key, or nil when the object does not have it.
  subscript(key: String) -> JSONValue? {
    members.first { $0.key.hasSameBytes(as: key) }?.value
  }
}

extension String {
  /// Whether two texts are the same byte for byte, in UTF-8.
  func hasSameBytes(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }
}
