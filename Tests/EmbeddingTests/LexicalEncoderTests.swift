import Curation
import Foundation
import Testing

@testable import Embedding

@Suite struct LexicalEncoderTests {
  private let texts = [
    "Write a Python function that sorts a list of numbers.",
    "Write a Python program that reverses a list.",
    "Give me a recipe for sourdough bread.",
    "How long must sourdough bread rise?",
    "Sort a list of numbers in Python.",
    "What is the capital of France?",
  ]

  private func cosine(_ embeddings: Embeddings, _ first: Int, _ second: Int) -> Double {
    zip(embeddings[first], embeddings[second]).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  @Test func `texts that share words are closer than texts that do not`() throws {
    let embeddings = try LexicalEncoder().encode(texts)
    #expect(cosine(embeddings, 0, 4) > cosine(embeddings, 0, 5))
    #expect(cosine(embeddings, 0, 1) > cosine(embeddings, 0, 2))
    #expect(cosine(embeddings, 2, 3) > cosine(embeddings, 1, 3))
  }

  @Test func `vectors have length 1 and as many dimensions as the texts have directions`() throws {
    let embeddings = try LexicalEncoder().encode(texts + texts)
    #expect(embeddings.count == 12)
    #expect(embeddings.dimensions == 6)
    for row in 0..<12 { #expect(abs(cosine(embeddings, row, row) - 1) < 1e-6) }
    #expect(try LexicalEncoder(dimensions: 3).encode(texts).dimensions == 3)
  }

  /// Nothing is cut off while the dimensions suffice, so cosines must be those of the weights themselves.
  @Test func `at full rank cosines are those of tf-idf`() throws {
    let embeddings = try LexicalEncoder().encode(texts)
    let weights = try TermWeights(texts: texts) { _ in }
    let matrix = weights.matrix
    func row(_ row: Int) -> [Int32: Double] {
      let entries = matrix.starts[row]..<matrix.starts[row + 1]
      return Dictionary(uniqueKeysWithValues: entries.map { (matrix.columns[$0], matrix.weights[$0]) })
    }
    for first in texts.indices {
      for second in texts.indices {
        let product = row(first).reduce(0) { $0 + $1.value * (row(second)[$1.key] ?? 0) }
        #expect(abs(cosine(embeddings, first, second) - product) < 1e-6)
      }
    }
  }

  @Test func `weights are sublinear tf times smoothed idf, of length 1`() throws {
    let weights = try TermWeights(texts: ["a a b", "b c"]) { _ in }
    #expect(weights.terms == ["a", "b", "c"])
    let (a, b) = ((1 + log(2)) * (1 + log(1.5)), 1.0)
    let length = (a * a + b * b).squareRoot()
    #expect(abs(weights.matrix.weights[0] - a / length) < 0x1p-23)
    #expect(abs(weights.matrix.weights[1] - b / length) < 0x1p-23)
  }

  /// Recorded once: another processor, compiler or build must give the same bits.
  @Test(arguments: [
    (256, LexicalGoldens.whole),
    (3, LexicalGoldens.reduced),
  ])
  func `vectors are the recorded ones to the bit`(dimensions: Int, golden: [[UInt32]]) throws {
    let embeddings = try LexicalEncoder(dimensions: dimensions, seed: 7).encode(texts)
    let bits = texts.indices.map { embeddings[$0].prefix(3).map(\.bitPattern) }
    #expect(bits == golden)
  }

  /// Where the dimensions suffice the subspace is the whole row space, whatever the iteration began with.
  @Test(arguments: [0, 1, 0xFFFF_FFFF_FFFF_FFFF] as [UInt64])
  func `copies do not add dimensions, and no seed changes a distance`(seed: UInt64) throws {
    let pool = [[String]](repeating: texts, count: 5).flatMap(\.self)
    let whole = try LexicalEncoder().encode(pool)
    let embeddings = try LexicalEncoder(dimensions: 20, seed: seed).encode(pool)
    #expect(embeddings.dimensions == 6)
    for first in pool.indices {
      for second in texts.indices {
        #expect(abs(cosine(embeddings, first, second) - cosine(whole, first, second)) < 1e-6)
      }
    }
  }

  @Test func `identical texts get identical vectors wherever they stand, and every run the same`() throws {
    var generator = SystemRandomNumberGenerator()
    let pool = (0..<400).map { row in
      (0..<8).map { _ in "w\(Int.random(in: 0..<90, using: &generator))" }.joined(separator: " ")
        + (row == 7 ? "" : " x\(row)")
    }
    let copies = pool + [pool[3], pool[399], pool[7]]
    let encoder = LexicalEncoder(dimensions: 37)
    let embeddings = try encoder.encode(copies)
    #expect(embeddings.dimensions == 37)
    #expect(embeddings[400].elementsEqual(embeddings[3]))
    #expect(embeddings[401].elementsEqual(embeddings[399]))
    #expect(embeddings[402].elementsEqual(embeddings[7]))
    #expect(try encoder.encode(copies) == embeddings)
  }

  @Test func `a text without terms resembles only its copies`() throws {
    var pool = (0..<300).map { "word\($0) word\($0 + 1) word\($0 * 7 % 300)" }
    pool += ["???", "🤔", "???"]
    let embeddings = try LexicalEncoder(dimensions: 200).encode(pool)
    #expect(embeddings[300].elementsEqual(embeddings[302]))
    #expect(abs(cosine(embeddings, 300, 300) - 1) < 1e-6)
    for row in (0..<300) + [301] { #expect(abs(cosine(embeddings, 300, row)) < 0.4) }
  }

  @Test func `a pool without any term still gets vectors`() throws {
    let embeddings = try LexicalEncoder(dimensions: 64).encode(["!", "?", "!"])
    #expect(embeddings.dimensions == 64)
    #expect(embeddings[0].elementsEqual(embeddings[2]))
    #expect(abs(cosine(embeddings, 0, 1)) < 0.5)
  }

  @Test func `more texts than dimensions, all without terms, still get vectors`() throws {
    let embeddings = try LexicalEncoder(dimensions: 2).encode(["!", "?", "!"])
    #expect(embeddings.dimensions == 2)
    #expect(embeddings[0].elementsEqual(embeddings[2]))
  }

  @Test(arguments: [1, 2, 5])
  func `the same text over and over is one direction`(count: Int) throws {
    let embeddings = try LexicalEncoder().encode([String](repeating: "one text", count: count))
    #expect(embeddings.dimensions == 1)
    #expect(embeddings.values == [Float](repeating: embeddings.values[0], count: count))
  }

  @Test func `requests that cannot be met are refused`() {
    #expect(throws: EmbeddingError.noTexts) { try LexicalEncoder().encode([]) }
    for dimensions in [-1, 0, 1, 1025] {
      #expect(throws: EmbeddingError.dimensionsOutOfRange(dimensions)) {
        try LexicalEncoder(dimensions: dimensions).encode(texts)
      }
    }
  }

  @Test func `progress rises to 1`() throws {
    var parts: [Double] = []
    _ = try LexicalEncoder(dimensions: 3).encode(texts) { parts.append($0) }
    #expect(parts == parts.sorted())
    #expect(parts.first == 0 && parts.last == 1)
    #expect(parts.count > 4)
  }

  @Test func `a cancelled task ends in an error`() async {
    let task = Task { [texts] in
      withUnsafeCurrentTask { $0?.cancel() }
      return try LexicalEncoder().encode(texts)
    }
    await #expect(throws: EmbeddingError.cancelled) { try await task.value }
  }
}

@Suite struct SignSequenceTests {
  @Test func `signs depend on text and seed, and are balanced`() {
    func signs(_ text: String, _ seed: UInt64) -> [Double] {
      Array(SignSequence(of: text, seed: seed).prefix(1000))
    }
    #expect(signs("a", 0) == signs("a", 0))
    #expect(signs("a", 0) != signs("b", 0))
    #expect(signs("a", 0) != signs("a", 1))
    #expect(signs("a", 0).allSatisfy { abs($0) == 1 })
    #expect(abs(signs("a", 0).reduce(0, +)) < 150)
    #expect(abs(zip(signs("a", 0), signs("a", 1)).reduce(0) { $0 + $1.0 * $1.1 }) < 150)
  }
}
