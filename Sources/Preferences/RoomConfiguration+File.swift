extension RoomConfiguration {
  /// Reads the person's file, if there is one.
  ///
  /// - Parameter environment: The environment's variables, which say where it is.
  /// - Returns: What the file sets; the standard where there is none.
  /// - Throws: The first mistake in the file, or that a file that was named cannot be read.
  public static func load(
    environment: [String: String]
  ) throws(ConfigurationError) -> RoomConfiguration {
    guard let file = try ConfigurationFile(environment: environment) else { return .standard }
    return try RoomConfiguration(yaml: file.yaml, file: file.path, home: environment["HOME"])
  }
}
