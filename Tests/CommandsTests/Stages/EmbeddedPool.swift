import Foundation
import TestSupport
import Testing

/// A project `p.handpick` of a pool with vectors, in a folder of its own, and what the program lists of it.
struct EmbeddedPool {
  let folder: TemporaryFolder

  private init(_ lines: [String]) throws {
    folder = try TemporaryFolder()
    try folder.write(lines.joined(separator: "\n"), to: "pool.jsonl")
    for arguments in [["new", "p.handpick", "pool.jsonl"], ["embed", "p.handpick"]] {
      let outcome = try BuiltProgram.run(arguments, in: folder)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
  }

  /// Forty instructions of four kinds; the last one of each kind repeats the first but for its end.
  static func ofFourKinds() throws -> Self {
    let kinds = ["tea kettle steam", "rust compiler borrow", "violin bow string", "glacier ice melt"]
    return try Self(
      (0..<40).map { number in
        let kind = kinds[number / 10]
        let text =
          number % 10 == 9
          ? "Explain \(kind) carefully step by step for part\(number / 10)x0 please now!"
          : "Explain \(kind) carefully step by step for part\(number / 10)x\(number % 10) please now"
        return #"{"id":"p\#(number)","instruction":"\#(text)"}"#
      }
    )
  }

  /// Forty instructions of one to forty words: 30 of one source, and every fourth of another.
  static func ofTwoSources() throws -> Self {
    try Self(
      (0..<40).map { number in
        let words = (0...number).map { "w\($0)" }.joined(separator: " ")
        return
          #"{"id":"p\#(number)","instruction":"\#(words)","source":"\#(number % 4 == 0 ? "wiki" : "books")"}"#
      }
    )
  }

  struct Listing: Decodable {
    struct Topic: Decodable {
      var number: String
      var label: String
      var size: Int
    }
    struct Cluster: Decodable {
      var ids: [String]
      var topics: [Topic]
    }
    var partition: [[Int]]
    var clusters: [Cluster]
  }

  struct LeftOut: Decodable {
    var id: String
    var reason: String
    var original: String?
    var similarity: Double?
  }

  func listing() throws -> Listing {
    let output = try BuiltProgram.run("clusters", "p.handpick", "--json", in: folder).output
    return try JSONDecoder().decode(Listing.self, from: Data(output.utf8))
  }

  func leftOut() throws -> [LeftOut] {
    let output = try BuiltProgram.run("clusters", "p.handpick", "--left-out", "--json", in: folder).output
    return try JSONDecoder().decode([LeftOut].self, from: Data(output.utf8))
  }
}
