/// The version of the program, as `--version` prints it and as provenance records it.
enum Version {
  static let current = "0.1.0"
}
