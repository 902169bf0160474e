/// Writes JSON values: on one line, members in the order of their names.
///
/// The bytes are those of Foundation's encoder, which wrote the questions before and whose hashes projects hold. But
/// that takes longer to write a question than everything else takes that is done about it.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []

  /// Writes a value behind what is written.
  mutating func write(_ value: JSONValue) {
    switch value {
    case .object(let members):
      write(members.sorted { $0.key < $1.key }, between: "{", "}") { writer, member in
        writer.write(member.key)
        writer.bytes.append(UInt8(ascii: ":"))
        writer.write(member.value)
      }
    case .array(let elements): write(elements, between: "[", "]") { $0.write($1) }
    case .string(let text): write(text)
    case .number(let text): bytes += Self.normal(text).utf8
    case .bool(let truth): bytes += (truth ? "true" : "false").utf8
    case .null: bytes += "null".utf8
    }
  }

  private mutating func write<Element>(
    _ elements: [Element],
    between opening: Unicode.Scalar,
    _ closing: Unicode.Scalar,
    by write: (inout JSONWriter, Element) -> Void
  ) {
    bytes.append(UInt8(ascii: opening))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(&self, element)
    }
    bytes.append(UInt8(ascii: closing))
  }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var rest = text.utf8[...]
    while let place = rest.firstIndex(where: Self.needsEscape) {
      bytes += rest[..<place]
      let byte = rest[place]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x08: bytes += "\\b".utf8
      case 0x09: bytes += "\\t".utf8
      case 0x0A: bytes += "\\n".utf8
      case 0x0C: bytes += "\\f".utf8
      case 0x0D: bytes += "\\r".utf8
      default: bytes += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
      }
      rest = rest[rest.index(after: place)...]
    }
    bytes += rest
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// A number in the shortest form; one that nobody can hold stays as it is.
  private static func normal(_ text: String) -> String {
    if let whole = Int(text) { return "\(whole)" }
    guard let real = Double(text), real.isFinite else { return text }
    return "\(real)".hasSuffix(".0") ? String("\(real)".dropLast(2)) : "\(real)"
  }
}
