import ModelClient
import ProjectStore

/// A prompt as a project keeps it: files change, and a run is asked again in its own words.
private struct KeptPrompt: Codable {
  var source: String
  var criteria: String

  static func name(hash: String, criteriaHash: String) -> String { "prompt \(hash) \(criteriaHash)" }
}

extension Project {
  /// Keeps the words in which a run asks.
  func keep(_ prompt: RankingPrompt) throws {
    try save(
      setting: KeptPrompt(source: prompt.source, criteria: prompt.criteria),
      as: KeptPrompt.name(hash: prompt.hash, criteriaHash: prompt.criteriaHash)
    )
  }

  /// The words in which a run asked.
  ///
  /// - Throws: `CommandError` when the project does not hold them.
  func prompt(of setup: RankingRun.Setup) throws -> RankingPrompt {
    let name = KeptPrompt.name(
      hash: setup.promptHash,
      criteriaHash: setup.options["criteria-sha256"] ?? ""
    )
    guard let kept: KeptPrompt = try setting(name) else {
      throw CommandError(
        "the words of its question were not kept.",
        suggestion: "Rank the project anew with handpick rank."
      )
    }
    let prompt = try RankingPrompt(parsing: kept.source, file: setup.options["prompt"] ?? "prompt")
    return kept.criteria == prompt.criteria ? prompt : try prompt.with(criteria: kept.criteria)
  }
}
