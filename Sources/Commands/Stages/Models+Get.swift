import ArgumentParser
import Foundation
import ModelClient
import SentenceEncoder
import TextUI

extension Models {
  struct Get: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Download a model from a hub.",
      discussion: """
        What breaks off goes on where it was when the command is run again. Every file is held against the digest \
        that the hub lists, and the model is tried before it takes the place of one of the same name. For private \
        and gated models put a token into HF_TOKEN; the hub sees it, and nobody that it sends on to.
        """
    )

    @Argument(help: "The model's name, such as sentence-transformers/all-MiniLM-L6-v2.")
    var model: String

    @Option(help: "What to call it. Default: its name without the owner's.")
    var name: String?

    @Option(help: "The branch, tag or commit to take.")
    var revision = "main"

    @Option(help: "The hub's address. Default: HF_ENDPOINT, or else \(HubModel.standardHub).")
    var hub: String?

    func validate() throws { try name.map(Models.checkName) }

    func run() async throws {
      let environment = ProcessInfo.processInfo.environment
      let named = environment[HubModel.hubVariable].flatMap { $0.isEmpty ? nil : $0 }
      let model = try HubModel(
        model,
        revision: revision,
        hub: hub ?? named ?? HubModel.standardHub,
        token: try APIKey.inEnvironment(variables: [HubModel.tokenVariable])
      )
      let (shelf, name) = (try Models.shelf(), name ?? ModelShelf.usualName(for: model.name))
      let interruption = Interruption()
      let work = Task { try await download(model, to: shelf, as: name) }
      interruption.onInterrupt { work.cancel() }
      let result = await work.result
      interruption.end()
      Models.report(name, at: try result.get())
    }

    /// Downloads a model and puts it on the shelf; its folder.
    private func download(_ model: HubModel, to shelf: ModelShelf, as name: String) async throws -> String {
      try await HubConnection.open(to: model) { connection in
        let listing = try await connection.list(where: ModelShelf.reads)
        for path in ["config.json", "model.safetensors"] where !listing.contains(fileNamed: path) {
          throw HubError.missingFile(model: model.name, path: path)
        }
        let draft = shelf.draft(of: name)
        let download = try HubDownload(listing, over: connection, into: draft)
        let megabyte = 1_000_000
        var progress = ProgressLine("downloading", from: download.bytesThere / megabyte)
        defer { progress.finish() }
        func show(_ done: Int, _ total: Int) {
          progress.show(done / megabyte, of: total / megabyte, note: "MB")
        }
        // What cannot be run is told before its weights are fetched.
        try await download.run(where: { !ModelShelf.holdsWeights($0) }, progress: show)
        try SentenceEncoder.checkSettings(of: draft)
        try await download.run(progress: show)
        download.removeRest()
        progress.finish()
        return try shelf.take(draft, as: name)
      }
    }
  }
}
