import ArgumentParser
import Curation
import ProjectStore
import TextUI

struct SearchPool: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find instructions of the pool by a part of their text, input or id.",
    discussion: """
      Upper and lower case are the same, letters with marks composed or in parts, too. It needs no clusters: what was \
      imported can be searched at once. Each line is an id, the number of its cluster where the pool is divided, and \
      what stands around the find.
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Argument(help: "What to look for.")
  var text: String

  @Option(help: "How many instructions to list at most, in import order.")
  var limit = 20

  @Flag(help: "Print JSON, with the whole texts.")
  var json = false

  func validate() throws {
    guard !text.isEmpty else { throw ValidationError("TEXT must not be empty.") }
    guard limit >= 1 else { throw ValidationError("--limit must be at least 1.") }
  }

  func run() async throws {
    let project = try Project.open(at: project, access: .readOnly)
    defer { try? project.close() }
    try project.requireInstructions()
    // One more than is listed tells whether there are more.
    let found = try project.searchPool(text, limit: limit == .max ? limit : limit + 1)
    let hits = found.prefix(limit)
    if json {
      try JSONOutput.print(hits.map(PoolHitJSON.init))
    } else {
      let isDivided = try project.division != nil
      for hit in hits { Console.print(Self.line(hit, withCluster: isDivided)) }
    }
    if hits.isEmpty {
      Console.note("None of \(try project.instructionCount) instructions has '\(untrusted: text)'.")
    } else if found.count > limit {
      Console.note("There are more; --limit lists as many as you like.")
    }
  }

  private static func line(_ hit: PoolHit, withCluster: Bool) -> DisplayText {
    var line: DisplayText = "\(untrusted: hit.instruction.id.rawValue)  "
    if withCluster { line += hit.cluster.map { "cluster \($0)  " } ?? "no cluster  " }
    return line + "\(untrusted: Excerpt(of: hit).text)"
  }
}

/// What stands around a find.
struct Excerpt {
  /// The characters before the find, and after its beginning.
  private static let before = 30
  private static let after = 70

  /// The text; "…" stands for what is left out.
  let text: String

  /// Cuts out what stands around the find in its field; of an id the beginning of the instruction.
  init(of hit: PoolHit) {
    let field: PoolHit.Field = hit.field == .id ? .instruction : hit.field
    let whole = hit.text(of: field)
    let find = hit.field == .id ? whole.startIndex..<whole.startIndex : hit.range
    let start = whole.index(find.lowerBound, offsetBy: -Self.before, limitedBy: whole.startIndex)
    let end = whole.index(find.lowerBound, offsetBy: Self.after, limitedBy: whole.endIndex)
    let range = (start ?? whole.startIndex)..<max(end ?? whole.endIndex, find.upperBound)
    text =
      (range.lowerBound > whole.startIndex ? "…" : "") + whole[range]
      + (range.upperBound < whole.endIndex ? "…" : "")
  }
}

/// A find as JSON has it.
struct PoolHitJSON: Encodable {
  var id: InstructionID
  /// Its row number in import order, from 0.
  var row: Int
  /// The number of its cluster; absent for none.
  var cluster: Int?
  /// "instruction", "input" or "id".
  var field: String
  var excerpt: String
  var instruction: String
  var input: String

  init(_ hit: PoolHit) {
    id = hit.instruction.id
    row = hit.row
    cluster = hit.cluster
    field = hit.field.rawValue
    excerpt = Excerpt(of: hit).text
    instruction = hit.instruction.text
    input = hit.instruction.input
  }
}
