import ArgumentParser
import CSamples
import Curation
import Foundation
import Interchange
import ProjectStore
import TextUI

#if canImport(Glibc)
  import Glibc
#endif

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "See it work: a small pool with recorded rankings, no network, no key.",
    discussion: """
      Makes a project of the sample pool in a fresh folder and opens the review room on it. The rankings were \
      recorded and are marked so; no model is asked. Named again, a folder opens where it was left.
      """
  )

  @Argument(help: "The folder. Default: handpick-demo in this one, or with a number when that exists.")
  var folder: String?

  @OptionGroup var room: RoomOptions

  func run() async throws {
    let folder = URL(fileURLWithPath: self.folder ?? Self.freshFolder())
    let project = Self.relative(folder.appendingPathComponent("demo.handpick"))
    if !FileManager.default.fileExists(atPath: project) { try await make(project, in: folder) }
    if isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
      try await ReviewSession(path: project, options: room).run()
    }
    Console.print("Open the room again:  handpick review \(untrusted: project)")
    Console.print("See where it stands:  handpick status \(untrusted: project)")
    Console.print("Decide by script:     handpick decide \(untrusted: project) 1 accept")
    Console.print("Write the queue:      handpick export \(untrusted: project) --output queue.jsonl")
  }

  /// The share of clusters to decide first, in percent: the usual tenth is none of so few, this is two.
  private static let audit = 20

  private func make(_ project: String, in folder: URL) async throws {
    let pool = folder.appendingPathComponent("pool.jsonl")
    let rankings = folder.appendingPathComponent("rankings.jsonl")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(cs_pool()).write(to: pool)
      try Data(cs_rankings()).write(to: rankings)
    } catch {
      throw CommandError(
        "The folder \(folder.path) cannot be written.",
        suggestion: "Name another one: handpick demo FOLDER"
      )
    }
    try await ProjectMaking.make(at: project) { project in
      try await ImportStage(sources: [.file(path: Self.relative(pool))]).run(on: project)
      try await EmbedStage.lexical(dimensions: 256, seed: 0).run(on: project)
      try await ClusterStage(method: .diverse, clusters: 24, picks: 1, seed: 0).run(on: project)
      try RecordedRankingStage(path: Self.relative(rankings)).run(on: project)
      var policy = try ReviewPolicy(of: project)
      policy.audit = Self.audit
      try policy.save(in: project)
    }
  }

  private static func freshFolder() -> String {
    var name = "handpick-demo"
    var number = 1
    while FileManager.default.fileExists(atPath: name) {
      number += 1
      name = "handpick-demo-\(number)"
    }
    return name
  }

  /// The path as one would type it from here.
  private static func relative(_ url: URL) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return url.path.hasPrefix(here) ? String(url.path.dropFirst(here.count)) : url.path
  }
}

extension Data {
  /// The bytes of a sample file.
  fileprivate init(_ sample: CSSample) { self.init(bytes: sample.bytes, count: sample.count) }
}
