/// Where a queue is written to.
public enum ExportDestination: Hashable, Sendable {
  /// A file, replaced as a whole or not at all.
  case file(path: String)
  /// The program's standard output.
  case standardOutput

  /// Makes a destination of a command's argument; `-` means standard output.
  public init(argument: String) {
    self = argument == "-" ? .standardOutput : .file(path: argument)
  }
}
