import Foundation

/// What an embedding server is asked, and what it answers.
public enum EmbeddingAnswers {
  /// The texts that a request asks about.
  public static func texts(in request: FaultServer.Request) -> [String] {
    struct Body: Decodable { var input: [String] }
    return (try? JSONDecoder().decode(Body.self, from: Data(request.body.utf8)))?.input ?? []
  }

  /// A vector that depends on the text alone.
  public static func vector(of text: String) -> [Float] {
    [Float(text.utf8.count), Float(text.utf8.reduce(0) { $0 &+ Int($1) } % 97), 1]
  }

  /// The reply to a request, as a list of numbers.
  public static func reply(to request: FaultServer.Request) -> FaultServer.Answer {
    reply(texts(in: request).map { "\(vector(of: $0))" })
  }

  /// A reply with these vectors, as they would stand in JSON, in their order or with these indices.
  public static func reply(_ vectors: [String], indices: [Int]? = nil) -> FaultServer.Answer {
    let items = vectors.enumerated().map { place, vector in
      #"{"object": "embedding", "index": \#(indices?[place] ?? place), "embedding": \#(vector)}"#
    }
    return .text(
      200,
      """
      {"object": "list", "data": [\(items.joined(separator: ", "))], "model": "served-1", \
      "usage": {"prompt_tokens": \(10 * vectors.count), "total_tokens": \(10 * vectors.count)}}
      """
    )
  }

  /// A vector in base64, in quotes.
  public static func base64(_ vector: [Float]) -> String {
    let bytes = vector.flatMap { component in
      withUnsafeBytes(of: component.bitPattern.littleEndian) { Array($0) }
    }
    return "\"\(Data(bytes).base64EncodedString())\""
  }
}
