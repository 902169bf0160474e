/// What a server can do about the shape of replies.
public enum SchemaSupport: String, CaseIterable, Sendable {
  /// Nobody knows: a schema is tried, then plain JSON, then text.
  case automatic = "auto"
  /// It takes a schema; refusing one is an error.
  case schema = "yes"
  /// It takes no schema, but keeps a model to JSON.
  case json
  /// It takes neither.
  case nothing = "none"

  /// How the shape is asked for at first.
  public var format: ReplyFormat {
    switch self {
    case .automatic, .schema: .schema
    case .json: .jsonObject
    case .nothing: .text
    }
  }
}
