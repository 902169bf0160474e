import Foundation
import TestSupport
import Testing

/// A question of a batch file, and what a runner may say about it.
struct BatchQuestion {
  /// Its name.
  var id: String
  /// The body of the request.
  var body: Data

  /// The labels of the candidates, in the order shown.
  var labels: [String] { RankingServer.labels(in: body) }

  /// The questions of a file.
  static func all(in name: String, of pool: RankingPool) throws -> [BatchQuestion] {
    try pool.folder.bytes(of: name).split(separator: UInt8(ascii: "\n")).map { line in
      let record = try #require(
        try JSONSerialization.jsonObject(with: Data(line)) as? [String: any Sendable]
      )
      let body = try JSONSerialization.data(withJSONObject: try #require(record["body"]))
      return BatchQuestion(id: try #require(record["custom_id"] as? String), body: body)
    }
  }

  /// The line of a runner that answers it.
  func answer(_ text: String) -> String {
    let body = String(decoding: RankingServer.completion(text), as: UTF8.self)
    return
      #"{"id":"r","custom_id":"\#(id)","response":{"status_code":200,"request_id":"q","body":\#(body)},"error":null}"#
  }

  /// The line of a runner that puts its candidates in the order shown.
  var order: String { answer(RankingServer.order(labels)) }

  /// The line of a runner that could not answer it.
  var failure: String {
    #"{"id":"r","custom_id":"\#(id)","response":{"status_code":500,"body":{"error":{"message":"out of memory"}}},"error":null}"#
  }
}

extension RankingPool {
  /// Ranks by files instead of an endpoint.
  func rankByBatch(_ arguments: [String]) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(
      ["rank", Self.name, "--endpoint", "http://127.0.0.1:1", "--model", "small"] + arguments,
      in: folder
    )
  }
}
