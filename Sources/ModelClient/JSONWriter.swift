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
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in
      var written = 0
      for (place, byte) in utf8.enumerated() {
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
        bytes += utf8[written..<place]
        bytes += Self.escape(byte).utf8
        written = place + 1
      }
      bytes += utf8[written...]
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func escape(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""): "\\\""
    case UInt8(ascii: "\\"): "\\\\"
    case 0x08: "\\b"
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0C: "\\f"
    case 0x0D: "\\r"
    default: "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))"
    }
  }

  /// A number in the shortest form; one that nobody can hold stays as it is.
  private static func normal(_ text: String) -> String {
    if let whole = Int(text) { return "\(whole)" }
    guard let real = Double(text), real.isFinite else { return text }
    return "\(real)".hasSuffix(".0") ? String("\(real)".dropLast(2)) : "\(real)"
  }
}
