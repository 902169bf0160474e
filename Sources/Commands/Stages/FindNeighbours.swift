import ArgumentParser
import ProjectStore
import TextUI

struct FindNeighbours: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "neighbours",
    abstract: "Find the near-duplicates in the pool: for every instruction the nearest other one.",
    discussion: """
      handpick cluster does this by itself; projects made before it did, or with --no-neighbours, need it once. \
      Then the room marks near-duplicates, and lists clusters by them: has:duplicate, has:near, similarity:>0.9, and the \
      order by distance.

      A cosine similarity of 0.95 and above counts as the same. Up to 50,000 instructions all pairs are compared; \
      beyond that random trees choose the pairs, and a few may be missing. A search that was stopped goes on where it was.
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Flag(help: "Compare all pairs however many there are: for 200,000 instructions some minutes.")
  var exact = false

  @Option(help: "The seed of the trees.")
  var seed: UInt64 = 0

  @OptionGroup var memory: MemoryOptionGroup

  func run() async throws {
    let project = try Project.open(at: project)
    defer { try? project.close() }
    try project.noteWarnings()
    try await NeighbourStage(isExact: exact, seed: seed, memory: memory.memory).run(on: project)
  }
}
