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

extension JSONSchema: Encodable {
  private enum Key: String, CodingKey {
    case type, items, properties, required, additionalProperties
    case choices = "enum"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .text:
      try container.encode("string", forKey: .type)
    case .choice(let texts):
      try container.encode("string", forKey: .type)
      try container.encode(texts, forKey: .choices)
    case .list(let items):
      try container.encode("array", forKey: .type)
      try container.encode(items, forKey: .items)
    case .object(let properties):
      try container.encode("object", forKey: .type)
      try container.encode(properties, forKey: .properties)
      try container.encode(properties.keys.sorted(), forKey: .required)
      try container.encode(false, forKey: .additionalProperties)
    }
  }
}
