import Curation
import Embedding
import Foundation
import Interchange
import TestSupport
import Testing

@testable import SentenceEncoder

@Suite(
  .serialized,
  .enabled(if: SentenceModel.folder != nil, SentenceModel.howToInstall),
  .enabled(if: SharedData.isPresent, SharedData.note)
)
struct RealModelTests {
  /// The texts of dolly-1k as they are embedded.
  private static func texts() throws -> [String] {
    let reader = try PoolReader([.file(path: SharedData.path("dolly-1k.jsonl"))])
    var texts: [String] = []
    while let record = try reader.next() { texts.append(EmbeddingText.prompt.text(of: record.instruction)) }
    return texts
  }

  /// The cosine similarity of each row of ours with the reference's.
  private static func cosines(_ ours: Embeddings) throws -> [Double] {
    let reference = try NumPyArray(path: SharedData.path("dolly-1k.minilm.npy")).embeddings()
    return (0..<ours.count).map { row in
      let (a, b) = (ours[row].map(Double.init), reference[row].map(Double.init))
      func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
      return dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
    }
  }

  @Test func `every vector agrees with the reference's`() async throws {
    let encoder = try SentenceEncoder(folder: #require(SentenceModel.folder))
    let ours = try await encoder.encode(Self.texts())
    let cosines = try Self.cosines(ours)
    #expect(cosines.count == 1000)
    #expect((cosines.min() ?? 0) > 0.99999)
    let reference = try NumPyArray(path: SharedData.path("dolly-1k.minilm.npy")).embeddings()
    let largest = zip(ours.values, reference.values).map { abs($0 - $1) }.max() ?? 1
    #expect(largest < 1e-5)
    // Rounded as they are stored in half precision they still do.
    let rounded = ours.values.map { Float(halfBits: $0.halfBits) }
    let stored = try #require(Embeddings(count: ours.count, dimensions: ours.dimensions, values: rounded))
    #expect((try Self.cosines(stored).min() ?? 0) > 0.9999999)
  }

  @Test(.enabled(if: NarrowNumbers.areComputed, NarrowNumbers.note))
  func `bfloat16 agrees with the reference closely`() async throws {
    let encoder = try SentenceEncoder(folder: #require(SentenceModel.folder), precision: .bfloat16)
    let cosines = try Self.cosines(try await encoder.encode(Self.texts()))
    #expect(cosines.reduce(0, +) / 1000 > 0.9999)
    #expect((cosines.min() ?? 0) > 0.9995)
  }
}
