import ArgumentParser
import Curation
import Foundation
import Interchange
import Mapping
import ProjectStore
import TextUI
import Workbench

struct MapCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draw the map of the pool, on the terminal or as a picture for a report.",
    discussion: """
      Instructions that are much alike lie near each other: the map is the plane of the two leading principal \
      components of the embeddings, and says how much of their variance that is. The room shows it with M.

        handpick map team.handpick --svg map.svg
        handpick map team.handpick --cluster 38
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Option(help: "Write the map as an SVG picture to a file.", completion: .file(extensions: ["svg"]))
  var svg: String?

  @Option(help: "The number of a cluster to mark.")
  var cluster: Int?

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @OptionGroup var curator: CuratorOption

  func run() async throws {
    let curator = try curator.curator
    let isWritable = FileManager.default.isWritableFile(atPath: project)
    let project = try Project.open(at: project, access: isWritable ? .readWrite : .readOnly)
    defer { try? project.close() }
    try project.noteWarnings()
    // Throws for a cluster that does not exist.
    if let cluster { _ = try project.cluster(cluster) }
    let map = try await map(of: project, for: curator)
    if let svg {
      try write(map, of: project, to: svg)
    } else {
      Repertoire.$current.withValue(ascii ? .ascii : .unicode) { print(map) }
    }
  }

  private func map(of project: Project, for curator: String) async throws -> PoolMap {
    let reader = MapReader(
      project: project,
      curator: curator,
      policy: try ReviewPolicy(of: project),
      seed: try project.division?.seed
    )
    let vectors = try project.embeddingSummary()?.count ?? 0
    let map = try await interruptible {
      var line = ProgressLine("projecting")
      defer { line.finish() }
      return try reader.map(progress: { line.show($0, of: 2 * vectors) })
    }
    guard let map else {
      throw CommandError(
        "The pool has no embeddings yet, so it has no map.",
        suggestion: "Next: handpick embed \(project.typedPath)"
      )
    }
    return map
  }

  private func write(_ map: PoolMap, of project: Project, to path: String) throws {
    let name = URL(fileURLWithPath: project.path).lastPathComponent
    var subtitle = "\(map.title), \(map.points.count) instructions"
    if let cluster { subtitle += ", cluster \(cluster)" }
    let picture = MapPicture(
      title: name,
      subtitle: subtitle,
      points: map.points,
      cluster: cluster,
      topics: map.topics
    )
    let file = try AtomicFile(path: path)
    try file.write(Array(picture.svg().utf8))
    try file.commit()
    Console.note("Wrote the map to \(untrusted: path).")
  }

  private func print(_ map: PoolMap) {
    let terminal = TerminalSize.current
    // A cell is twice as high as wide, and a map is about as high as wide.
    let rows = max(4, min(terminal.rows - 4, terminal.columns / 2))
    var screen = Screen(size: Size(rows: rows, columns: terminal.columns))
    MapPlot(map, cluster: cluster).draw(in: screen.bounds, on: &screen)
    Console.print("\(untrusted: map.title)  \(map.points.count) instructions")
    Console.print(MapPlot.legend())
    for row in 0..<rows {
      let signs = screen.row(row).map { (ascii ? $0.text?.asciiText : $0.text?.text) ?? "" }
      Console.print("\(untrusted: signs.joined())")
    }
  }
}
