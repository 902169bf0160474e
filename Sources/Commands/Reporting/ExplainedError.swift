import Clustering
import Curation
import CursesTerminal
import Embedding
import Interchange
import Mapping
import ModelClient
import Preferences
import ProjectStore
import SentenceEncoder
import TextUI

/// An error that says what is wrong and where, and what to do about it.
protocol ExplainedError: Error {
  /// What is wrong, and where.
  var summary: String { get }
  /// What to do.
  var suggestion: String { get }
  /// With which status the program ends.
  var exitStatus: Int32 { get }
}

extension ExplainedError {
  var exitStatus: Int32 { 1 }
}

extension ClusteringError: ExplainedError {}
extension ConfigurationError: ExplainedError {}
extension DecisionError: ExplainedError {}
extension EmbeddingError: ExplainedError {}
extension HubError: ExplainedError {}
extension InterchangeError: ExplainedError {}
extension MappingError: ExplainedError {}
extension ModelError: ExplainedError {
  /// A cap that was set is no failure, but the work is not done either.
  var exitStatus: Int32 { if case .capReached = self { 2 } else { 1 } }
}
extension PromptError: ExplainedError {}
extension ProjectError: ExplainedError {}
extension SentenceEncoderError: ExplainedError {}
extension TerminalError: ExplainedError {}
extension ThemeError: ExplainedError {}

/// An error of the command line itself.
struct CommandError: ExplainedError, Equatable {
  var summary: String
  var suggestion: String

  init(_ summary: String, suggestion: String) {
    self.summary = summary
    self.suggestion = suggestion
  }
}
