import Foundation
import TestSupport
import Testing

@testable import ModelClient

@Suite struct HubDownloadTests {
  private let trial: HubTrial
  private static let weights = (0..<60_000).map { UInt8(ascii: "a") + UInt8($0 * $0 % 26) }
  private static let sample = HubSample([
    "config.json": Array(#"{"model_type": "bert"}"#.utf8), "1_Pooling/config.json": Array("{}".utf8),
    "model.safetensors": weights,
  ])
  private static let weightsPath = sample.path(of: "model.safetensors")

  init() throws { trial = try HubTrial() }

  /// The paths that were asked for, of the weights alone.
  private func requests(for path: String, in requests: [FaultServer.Request]) -> [FaultServer.Request] {
    requests.filter { $0.path == path }
  }

  /// Leaves the beginning of the weights in the folder, as a download does that broke off.
  private func leaveBeginning(_ bytes: ArraySlice<UInt8> = weights[..<25_000]) throws {
    try FileManager.default.createDirectory(atPath: trial.place, withIntermediateDirectories: true)
    let tag = HubSample.tag(of: Self.weights)
    let part = "draft/model.safetensors.\(tag.trimmingCharacters(in: ["\""])).part"
    try trial.folder.write(bytes, to: part)
    try trial.folder.write(tag, to: part + ".etag")
  }

  @Test func `a model comes whole`() async throws {
    let requests = try await trial.run { _, request in Self.sample.answer(request) }
    #expect(try trial.contents == Self.sample.files)
    #expect(requests.count == 5)
    #expect(requests.allSatisfy { $0.headers["authorization"] == ["Bearer \(HubTrial.canary)"] })
    let again = try await trial.run { _, request in Self.sample.answer(request) }
    #expect(again.count == 2, "what is there is not asked for again")
  }

  @Test func `what breaks off goes on in the same run`() async throws {
    let requests = try await trial.run { number, request in
      number == 4 ? HubSample.broken(Self.weights, after: 25_000) : Self.sample.answer(request)
    }
    // How much of what was sent is still read when the connection breaks is the network's affair.
    let parts = self.requests(for: Self.weightsPath, in: requests)
    #expect(parts.count == 2 && parts.allSatisfy { $0.rangeStart ?? 0 <= 25_000 })
    #expect(try trial.contents == Self.sample.files)
  }

  @Test func `what breaks off is not taken for whole`() async throws {
    var hasty = trial
    hasty.limits.retry.tries = 1
    let error = await hasty.error { number, request in
      number == 4 ? HubSample.broken(Self.weights, after: 25_000) : Self.sample.answer(request)
    }
    guard case .network(.connectionLost) = error else { Issue.record("\(String(describing: error))"); return }
    #expect(try trial.contents["model.safetensors"] == nil)
    let requests = try await trial.run { _, request in Self.sample.answer(request) }
    #expect(requests.count == 3, "the small files are not asked for again")
    #expect(try trial.contents == Self.sample.files)
  }

  @Test func `what broke off goes on in another run`() async throws {
    try leaveBeginning()
    let requests = try await trial.run { _, request in Self.sample.answer(request) }
    let parts = self.requests(for: Self.weightsPath, in: requests)
    #expect(parts.map(\.rangeStart) == [25_000])
    #expect(parts.map { $0.headers["if-range"] } == [[HubSample.tag(of: Self.weights)]])
    #expect(try trial.contents == Self.sample.files)
  }

  @Test func `a download that gets on is tried again and again, and one that does not is not`() async throws {
    let model = try HubModel(HubSample.name)
    try await HubConnection.open(to: model, limits: trial.limits) { connection in
      for (step, most) in [(1, 10), (0, 3)] {
        var (tries, reached) = (0, 0)
        let failure = HubError.network(.connectionLost(detail: ""))
        do throws(HubError) {
          try await connection.retrying(reached: { reached }) { () async throws(HubError) in
            tries += 1
            reached += step
            if tries < 10 { throw failure }
          }
        } catch {
          #expect(step == 0 && error == failure)
        }
        #expect(tries == most)
      }
    }
  }

  @Test func `a version that came in between begins anew, and the older one's beginning goes`() async throws {
    try leaveBeginning()
    var newer = Self.sample
    newer.commit = String(repeating: "decade00", count: 5)
    newer.files["model.safetensors"] = Self.weights.reversed()
    let sample = newer
    let requests = try await trial.run { _, request in sample.answer(request) }
    let parts = self.requests(for: sample.path(of: "model.safetensors"), in: requests)
    #expect(parts.map(\.rangeStart) == [nil])
    #expect(try trial.contents == sample.files)
  }

  @Test func `a file whose tag is another one by now comes whole`() async throws {
    try leaveBeginning(Self.weights.reversed()[..<25_000])
    let requests = try await trial.run { _, request in
      guard request.path == Self.weightsPath else { return Self.sample.answer(request) }
      return .whole(200, [("etag", #""other""#)], body: Self.weights)
    }
    #expect(self.requests(for: Self.weightsPath, in: requests).map(\.rangeStart) == [25_000])
    #expect(try trial.contents == Self.sample.files)
  }

  @Test(arguments: ["bytes 0-34999/60000", "bytes 25000-59999/60001", "nonsense"])
  func `a part that is not the one asked for is not glued on`(range: String) async throws {
    try leaveBeginning()
    let requests = try await trial.run { _, request in
      request.path == Self.weightsPath && request.rangeStart != nil
        ? .whole(206, [("content-range", range)], body: Array(Self.weights[25_000...]))
        : Self.sample.answer(request)
    }
    #expect(self.requests(for: Self.weightsPath, in: requests).map(\.rangeStart) == [25_000, nil])
    #expect(try trial.contents == Self.sample.files)
  }

  @Test func `a beginning that was spoiled is found out, and fetched again`() async throws {
    try leaveBeginning(Self.weights.reversed()[..<25_000])
    let requests = try await trial.run { _, request in Self.sample.answer(request) }
    #expect(self.requests(for: Self.weightsPath, in: requests).map(\.rangeStart) == [25_000, nil])
    #expect(try trial.contents == Self.sample.files)
  }

  @Test func `a beginning longer than the file begins anew`() async throws {
    try leaveBeginning(Self.weights + [0])
    let requests = try await trial.run { _, request in Self.sample.answer(request) }
    #expect(self.requests(for: Self.weightsPath, in: requests).map(\.rangeStart) == [nil])
    #expect(try trial.contents == Self.sample.files)
  }

  @Test(arguments: ["model.safetensors", "config.json"])
  func `other bytes than the list says are refused and not kept`(path: String) async throws {
    var spoiled = Self.sample
    spoiled.files[path]?[5] ^= 1
    let (listed, sent) = (Self.sample, spoiled)
    let error = await trial.error { _, request in
      request.path.contains("/resolve/") ? sent.answer(request) : listed.answer(request)
    }
    #expect(error == .damaged(path: path))
    #expect(try trial.contents.keys.contains { $0.hasPrefix(path) } == false)
  }

  @Test(arguments: [-1, 1]) func `a file of another length is refused`(difference: Int) async throws {
    let error = await trial.error { _, request in
      guard request.path == Self.weightsPath else { return Self.sample.answer(request) }
      return .whole(200, body: difference < 0 ? Self.weights.dropLast() : Self.weights + [0])
    }
    #expect(error == .damaged(path: "model.safetensors"))
    #expect(try trial.contents.keys.contains { $0.hasPrefix("model") } == false)
  }

  @Test func `a redirect to another host is followed without the token`() async throws {
    try await FaultServer.serve({ _, request in Self.sample.answer(request) }) { store in
      let target = store.address
      let requests = try await trial.run { _, request in
        request.path == Self.weightsPath
          ? .text(302, "", [("location", target + Self.weightsPath)]) : Self.sample.answer(request)
      }
      #expect(requests.allSatisfy { $0.headers["authorization"] != nil })
      #expect(store.requests.map(\.path) == [Self.weightsPath])
      #expect(store.requests.allSatisfy { $0.headers["authorization"] == nil })
      #expect(try trial.contents == Self.sample.files)
    }
  }

  @Test func `a redirect within the hub keeps the token`() async throws {
    let requests = try await trial.run { _, request in
      if request.path == Self.weightsPath { return .text(307, "", [("location", "/moved")]) }
      return request.path == "/moved" ? .whole(200, body: Self.weights) : Self.sample.answer(request)
    }
    #expect(requests.last?.path == "/moved" && requests.last?.headers["authorization"] != nil)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a full disk is told as that`() throws {
    let file = try PartFile("/dev/full")
    do {
      try [1, 2, 3].withUnsafeBytes { try file.append($0) }
      Issue.record("it was written")
    } catch {
      #expect(error as? HubError == .noRoom(path: "/dev/full", needed: nil))
    }
  }

  @Test func `two downloads do not write into one folder`() async throws {
    let sample = Self.sample
    try await FaultServer.serve({ _, request in sample.answer(request) }) { server in
      let model = try HubModel(HubSample.name, hub: server.address)
      try await HubConnection.open(to: model, limits: trial.limits) { connection in
        let listing = try await connection.list { _ in true }
        let first = try HubDownload(listing, over: connection, into: trial.place)
        do {
          _ = try HubDownload(listing, over: connection, into: trial.place)
          Issue.record("the second got in")
        } catch {
          #expect(error as? HubError == .busy(path: trial.place))
        }
        try await first.run()
      }
    }
    #expect(try trial.contents == sample.files)
  }

  @Test func `a download that is stopped keeps what came`() async throws {
    let stopped = trial
    let error = await Task {
      do {
        try await stopped.run(
          progress: { done, _ in if done >= 20_000 { withUnsafeCurrentTask { $0?.cancel() } } },
          { _, request in
            request.path == Self.weightsPath
              ? .stall(after: String(decoding: Self.weights[..<25_000], as: UTF8.self))
              : Self.sample.answer(request)
          }
        )
        return HubError?.none
      } catch {
        return error as? HubError
      }
    }
    .value
    #expect(error == .cancelled)
    let part = try trial.contents.first { $0.key.hasSuffix(".part") }?.value ?? []
    #expect(part.count >= 20_000 && Self.weights.starts(with: part))
  }
}
