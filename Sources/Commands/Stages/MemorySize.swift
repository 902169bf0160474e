import ArgumentParser

/// An amount of memory as one types it: `2GB`, `512MB`, `1.5GiB`.
struct MemorySize: Equatable, CustomStringConvertible, ExpressibleByArgument {
  /// How many bytes.
  let bytes: Int

  /// The bytes of each unit, by its name in lower case.
  private static let units = [
    "mb": 1_000_000, "gb": 1_000_000_000, "tb": 1_000_000_000_000,
    "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40,
  ]
  /// More than any machine has.
  private static let largest = 1e15

  /// Makes an amount of so many bytes.
  init(bytes: Int) { self.bytes = bytes }

  /// Reads an amount; nil for what is none, or has no unit.
  init?(argument: String) {
    let number = argument.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = argument[number.endIndex...].lowercased().drop { $0 == " " }
    guard let number = Double(number), let size = Self.units[String(unit)] else { return nil }
    let bytes = (number * Double(size)).rounded()
    guard bytes >= 1, bytes <= Self.largest else { return nil }
    self.bytes = Int(bytes)
  }

  /// The amount in MB or GB, rounded up.
  var description: String {
    let megabytes = (bytes + 999_999) / 1_000_000
    guard megabytes >= 1000 else { return "\(megabytes)MB" }
    let hundredths = (megabytes + 9) / 10
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)GB"
  }
}
