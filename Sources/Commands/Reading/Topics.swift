import ArgumentParser
import Curation
import Foundation
import ProjectStore
import TextUI

struct Topics: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "topics",
    abstract: "List what the pool is about: topics, and the subtopics of each.",
    discussion: """
      Topics are the pool's natural groups, found from the embeddings and named by their most telling terms. \
      handpick cluster finds them; in a project that was clustered before or with --no-topics they are found here, \
      and anew when --topics, --subtopics or --seed is given.

      The room says which topic a candidate belongs to, and topic:3, topic:3.2 or topic:python lists the clusters \
      with a candidate of it.
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Option(help: "How many topics to find.")
  var topics: Int?

  @Option(help: "How many subtopics to find in all.")
  var subtopics: Int?

  @Option(help: "What chance depends on.")
  var seed: UInt64?

  @OptionGroup var memory: MemoryOptionGroup

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard topics ?? 1 > 0, subtopics ?? 1 > 0 else {
      throw ValidationError("--topics and --subtopics must be at least 1.")
    }
  }

  func run() async throws {
    let isAskedFor = topics != nil || subtopics != nil || seed != nil
    let isWritable = FileManager.default.isWritableFile(atPath: project)
    let project = try Project.open(at: project, access: isAskedFor || isWritable ? .readWrite : .readOnly)
    defer { try? project.close() }
    try project.noteWarnings()
    var found = try project.topics()
    if found.isEmpty || isAskedFor {
      let stage = TopicStage(topics: topics, subtopics: subtopics, seed: seed ?? 0, memory: memory.memory)
      try await stage.run(on: project)
      found = try project.topics()
    }
    if json { return try JSONOutput.print(found.map(TopicJSON.init)) }
    let width = found.map { "\($0.size)".count }.max() ?? 0
    for topic in found {
      let size: DisplayText = "\(topic.size)"
      let indent: DisplayText = topic.number.subtopic == nil ? "" : "  "
      let number: DisplayText = "\(untrusted: topic.number.description)"
      Console.print(
        (indent + number).padded(to: 8) + DisplayText("").padded(to: width - size.width) + size
          + "  \(untrusted: topic.label)"
      )
    }
  }
}

/// A topic as JSON has it.
struct TopicJSON: Encodable {
  /// "3", or "3.2" for a subtopic.
  var number: String
  var label: String
  /// How many instructions of the pool, or candidates of a cluster, it has.
  var size: Int

  init(_ topic: Topic) {
    number = topic.number.description
    label = topic.label
    size = topic.size
  }
}
