public import Curation
import Foundation

/// Vectors that an endpoint gives for texts.
public struct EmbeddingReply: Equatable, Sendable {
  /// The `n × d` components, in the order of the texts.
  public var embeddings: Embeddings
  /// The model's name as the server reports it, if it does.
  public var model: String?
  /// The tokens read, if the server counts them.
  public var promptTokens: Int?

  /// Makes a reply.
  public init(embeddings: Embeddings, model: String? = nil, promptTokens: Int? = nil) {
    self.embeddings = embeddings
    self.model = model
    self.promptTokens = promptTokens
  }
}

/// The body of a reply as servers send it; everything that is not used is left out.
struct EmbeddingList: Decodable {
  /// The vector of one text.
  struct Item: Decodable {
    var index: Int?
    var embedding: Components?
  }

  /// Numbers, or little-endian float32 in base64; nil where it is neither.
  struct Components: Decodable {
    var values: [Float]?

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let numbers = try? container.decode([Double?].self) {
        values = numbers.map { $0.map { Float($0) } ?? .nan }
      } else if let text = try? container.decode(String.self), let bytes = Data(base64Encoded: text) {
        values = Self.floats(in: bytes)
      }
    }

    private static func floats(in bytes: Data) -> [Float]? {
      guard bytes.count.isMultiple(of: 4) else { return nil }
      return bytes.withUnsafeBytes { bytes in
        stride(from: 0, to: bytes.count, by: 4).map {
          Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self)))
        }
      }
    }
  }

  var data: [Item]
  var model: String?
  var usage: TokenUsage?

  /// The vectors in the order of the texts.
  ///
  /// - Parameter count: The number of texts.
  /// - Returns: The vectors.
  /// - Throws: `ModelError.unusableVector` for the first text without a vector of its own that is finite, not zero and
  ///   as long as the others; `ModelError.unreadableVectors` for a vector of no text.
  func embeddings(count: Int) throws(ModelError) -> Embeddings {
    var vectors = [[Float]?](repeating: nil, count: count)
    // Servers that number none keep the order.
    let isNumbered = data.contains { $0.index != nil }
    for (place, item) in data.enumerated() {
      let index = isNumbered ? item.index ?? -1 : place
      guard vectors.indices.contains(index) else {
        throw .unreadableVectors(detail: "a vector is for text \(index), counted from 0, of \(count)")
      }
      guard vectors[index] == nil else { throw .unusableVector(text: index, .repeated) }
      guard let values = item.embedding?.values else { throw .unusableVector(text: index, .unreadable) }
      vectors[index] = values
    }
    let dimensions = vectors.first??.count ?? 0
    var components: [Float] = []
    components.reserveCapacity(count * dimensions)
    for (index, vector) in vectors.enumerated() {
      if let flaw = Self.flaw(of: vector, dimensions: dimensions) { throw .unusableVector(text: index, flaw) }
      components += vector ?? []
    }
    guard let embeddings = Embeddings(count: count, dimensions: dimensions, values: components) else {
      throw .unusableVector(text: 0, .missing)
    }
    return embeddings
  }

  private static func flaw(of vector: [Float]?, dimensions: Int) -> VectorFlaw? {
    guard let vector, !vector.isEmpty else { return .missing }
    if let component = vector.firstIndex(where: { !$0.isFinite }) { return .notFinite(component: component) }
    guard vector.count == dimensions else { return .length(vector.count, expected: dimensions) }
    return vector.allSatisfy { $0 == 0 } ? .zero : nil
  }
}
