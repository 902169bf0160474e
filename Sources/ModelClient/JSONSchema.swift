/// A JSON schema in the subset that all servers share: no lengths, ranges, patterns or references.
public indirect enum JSONSchema: Equatable, Sendable {
  /// Any text.
  case text
  /// One of these texts.
  case choice([String])
  /// A list of such values, of any length.
  case list(JSONSchema)
  /// An object with exactly these properties. Servers write them in alphabetical order.
  case object([String: JSONSchema])
}

extension JSONSchema {
  /// The schema as a JSON value.
  var json: JSONValue {
    switch self {
    case .text: .object(["type": .string("string")])
    case .choice(let texts):
      .object(["type": .string("string"), "enum": .array(texts.map(JSONValue.string))])
    case .list(let items): .object(["type": .string("array"), "items": items.json])
    case .object(let properties):
      .object([
        "type": .string("object"),
        "properties": .object(properties.mapValues(\.json)),
        "required": .array(properties.keys.sorted().map(JSONValue.string)),
        "additionalProperties": .bool(false),
      ])
    }
  }
}
