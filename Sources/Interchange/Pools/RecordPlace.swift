/// Where a record stands.
public struct RecordPlace: Hashable, Sendable {
  /// The file as it was given, or "standard input"; untrusted text.
  public var file: String

  /// The line on which the record begins, from 1.
  public var line: Int

  /// Makes a place.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}

extension RecordPlace: CustomStringConvertible {
  public var description: String { "\(file):\(line)" }
}
