import Fingerprint
import Foundation

/// A model on a hub: what a server answers that speaks Hugging Face's layout.
public struct HubSample: Sendable {
  /// What is asked for in the tests.
  public static let name = "ada/tiny"
  /// The files by their paths.
  public var files: [String: [UInt8]]
  /// The commit that `main` stands for.
  public var commit = String(repeating: "c0ffee00", count: 5)
  /// From which length on a file is told by its SHA-256.
  public var largest = 10_000

  /// Takes files.
  public init(_ files: [String: [UInt8]]) { self.files = files }

  /// What the server says to a request.
  public func answer(_ request: FaultServer.Request) -> FaultServer.Answer {
    switch request.path {
    case "/api/models/\(Self.name)/revision/main": .text(200, #"{"id": "x", "sha": "\#(commit)"}"#)
    case "/api/models/\(Self.name)/tree/\(commit)?recursive=true": .text(200, list)
    default: file(request)
    }
  }

  /// The path under which a file is asked for.
  public func path(of file: String) -> String { "/\(Self.name)/resolve/\(commit)/\(file)" }

  /// The list of the files.
  public var list: String {
    let folder = #"{"type": "directory", "oid": "0", "size": 0, "path": "1_Pooling"}"#
    let entries = files.sorted { $0.key < $1.key }.map { entry(of: $0.key, $0.value) }
    return "[\((entries + [folder]).joined(separator: ","))]"
  }

  private func entry(of path: String, _ bytes: [UInt8]) -> String {
    let path = String(decoding: (try? JSONEncoder().encode(path)) ?? Data(), as: UTF8.self)
    let head = #"{"type": "file", "size": \#(bytes.count), "path": \#(path)"#
    guard bytes.count > largest else {
      return head + #", "oid": "\#(GitBlobID(of: bytes).hexadecimal)"}"#
    }
    let digest = SHA256(of: bytes).hexadecimal
    let pointer = String(repeating: "0", count: 40)
    return head
      + #", "oid": "\#(pointer)", "lfs": {"oid": "\#(digest)", "size": \#(bytes.count), "pointerSize": 134}}"#
  }

  /// A file or the part of it that is asked for, with the tag of its bytes.
  public func file(_ request: FaultServer.Request) -> FaultServer.Answer {
    guard let (_, bytes) = files.first(where: { path(of: $0.key) == request.path }) else {
      return .text(404, "Entry not found", [("x-error-code", "EntryNotFound")])
    }
    let tag = Self.tag(of: bytes)
    let isSame = request.headers["if-range"].map { $0 == [tag] } ?? true
    guard isSame, let start = request.rangeStart else { return .whole(200, [("etag", tag)], body: bytes) }
    guard start < bytes.count else { return .text(416, "") }
    let range = "bytes \(start)-\(bytes.count - 1)/\(bytes.count)"
    return .whole(206, [("etag", tag), ("content-range", range)], body: Array(bytes[start...]))
  }

  /// The tag by which the server tells bytes from others.
  public static func tag(of bytes: [UInt8]) -> String { #""\#(SHA256(of: bytes).hexadecimal)""# }

  /// The head of a whole file and some of its bytes, and a closed connection.
  public static func broken(_ bytes: [UInt8], after count: Int) -> FaultServer.Answer {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: \(bytes.count)\r\netag: \(tag(of: bytes))\r\n\r\n"
    return .raw(head + String(decoding: bytes[..<count], as: UTF8.self))
  }
}

extension FaultServer.Request {
  /// Where the part of a file begins that is asked for, or nil for all of it.
  public var rangeStart: Int? {
    headers["range"]?.first?.wholeMatch(of: /bytes=(\d+)-/).flatMap { Int($0.1) }
  }
}
