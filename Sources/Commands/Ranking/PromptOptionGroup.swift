import ArgumentParser
import ModelClient
import ProjectStore

/// The words in which a model is asked.
struct PromptOptionGroup: ParsableArguments {
  @Option(
    help: "The words of the question: handpick, published (for comparison), or a file; see handpick prompts.",
    completion: .file()
  )
  var prompt: String = RankingPrompt.names[0]

  @Option(
    help: "What makes an instruction worth an answer: a text, @FILE, or guide for the project's own guide."
  )
  var criteria: String?

  /// The prompt that these options describe.
  ///
  /// - Throws: What is wrong with the file or the criteria, before anything is asked.
  func prompt(for project: Project) throws -> RankingPrompt {
    let prompt = try RankingPrompt.load(prompt)
    guard let criteria else { return prompt }
    if criteria == "guide" {
      guard let guide: String = try project.setting("guide") else {
        throw CommandError(
          "The project has no guide to take the criteria from.",
          suggestion: "Set one: handpick guide \(project.typedPath) --set FILE"
        )
      }
      return try prompt.with(criteria: guide)
    }
    guard criteria.hasPrefix("@") else { return try prompt.with(criteria: criteria) }
    return try prompt.with(criteria: try TextFile(path: String(criteria.dropFirst())).read())
  }
}
