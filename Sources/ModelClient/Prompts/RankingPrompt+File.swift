import Foundation

extension RankingPrompt {
  /// The names of the prompts that come with the program; the first is the standard one.
  public static let names = BuiltIn.allCases.map(\.rawValue)

  /// Our own words.
  ///
  /// A test reads every file, so the words that stand in here are never used.
  public static let standard =
    named(BuiltIn.handpick.rawValue)
    ?? RankingPrompt(
      version: "none",
      form: .order,
      source: "",
      criteria: "",
      system: "",
      question: "{{candidates}}"
    )

  /// A prompt that comes with the program.
  public static func named(_ name: String) -> RankingPrompt? {
    BuiltIn(rawValue: name).flatMap {
      try? RankingPrompt(parsing: String(decoding: $0.file, as: UTF8.self), file: name)
    }
  }

  /// The largest file, in bytes.
  private static let largestFile = 65_536

  /// A prompt of the program by its name, else the one in a file.
  ///
  /// - Throws: What is wrong with the file, with its line, or that there is neither such a name nor such a file.
  public static func load(_ nameOrPath: String) throws(PromptError) -> RankingPrompt {
    if let prompt = named(nameOrPath) { return prompt }
    guard let file = FileHandle(forReadingAtPath: nameOrPath) else { throw .notFound(name: nameOrPath) }
    defer { try? file.close() }
    guard let data = try? file.read(upToCount: largestFile + 1) ?? Data() else {
      throw .unreadable(file: nameOrPath, reason: "it is not a file that can be read")
    }
    guard data.count <= largestFile else {
      throw .unreadable(file: nameOrPath, reason: "it is longer than 64 KB")
    }
    guard let source = String(data: data, encoding: .utf8) else {
      throw .unreadable(file: nameOrPath, reason: "it is not UTF-8 text")
    }
    return try RankingPrompt(parsing: source, file: nameOrPath)
  }

  /// The files in `Prompts/`, which are part of the program.
  private enum BuiltIn: String, CaseIterable {
    case handpick
    case published

    var file: [UInt8] {
      switch self {
      case .handpick: PackageResources.handpick_txt
      case .published: PackageResources.published_txt
      }
    }
  }
}
