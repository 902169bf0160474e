internal import COneDNN
public import Curation
public import Foundation

/// Turns texts into vectors by a BERT or MPNet model of sentence-transformers, such as all-MiniLM-L6-v2, which the
/// paper uses (Reimers and Gurevych, arXiv 1908.10084).
///
/// The model is a folder as the hub lays it out. A text's vector depends on nothing but the text and the model:
/// it is the same to the bit whatever it is embedded with, and on however many processors.
public struct SentenceEncoder: Sendable {
  /// The encoder's name in provenance.
  public static let name = "sentence"

  /// The length of the vectors, d.
  public var dimensions: Int { encoder.configuration.width }

  /// The most tokens of a text that are read, the opening and the closing one included.
  public let longestText: Int

  /// The file of the weights, by which a model is told from others.
  public let weightsPath: String

  /// The files that say how the model is run, in order; with others of them vectors may be others.
  public let settingsPaths: [String]

  private let tokenizer: WordPiece
  private let encoder: BertEncoder

  /// The number of tokens that go through the model together: enough that the last tile, which may be nearly
  /// empty, is no matter.
  private static let batchSize = 2048

  /// Loads the model of a folder.
  ///
  /// - Throws: `SentenceEncoderError` that names the file and what is wrong with it.
  public init(folder path: String, precision: Precision = .float32) throws(SentenceEncoderError) {
    let folder = try ModelFolder(path: path)
    let (inner, pipeline, configuration, settings) = try Self.settings(of: folder)
    settingsPaths = folder.settings.map(folder.path)
    weightsPath = inner.path(of: BertWeights.fileName)
    let weights = try BertWeights(folder: inner, configuration: configuration)
    tokenizer = WordPiece(settings)
    encoder = try BertEncoder(weights, pipeline: pipeline, precision: precision)
    longestText = min(pipeline.longestText ?? configuration.longestText, configuration.longestText)
  }

  /// Sees from a model's settings whether it can be run; its weights need not be there yet.
  ///
  /// - Throws: `SentenceEncoderError` that names the file and what is wrong with it.
  public static func checkSettings(of path: String) throws(SentenceEncoderError) {
    _ = try settings(of: ModelFolder(path: path))
  }

  private static func settings(
    of folder: ModelFolder
  ) throws(SentenceEncoderError) -> (ModelFolder, SentencePipeline, BertConfiguration, WordPieceSettings) {
    guard dn_is_installed() else { throw .notInstalled }
    let pipeline = try SentencePipeline(folder: folder)
    let inner = try folder.folder(pipeline.transformer)
    let configuration = try BertConfiguration(folder: inner)
    let settings = try WordPieceSettings(folder: inner)
    guard settings.vocabulary.count <= configuration.vocabulary,
      [settings.specialTokens, settings.normalizedTokens].joined().allSatisfy({
        (0..<configuration.vocabulary).contains($0.value)
      })
    else {
      throw .malformed(
        path: inner.path(of: "config.json"),
        problem: "the tokenizer has more tokens than its vocab_size of \(configuration.vocabulary)"
      )
    }
    return (inner, pipeline, configuration, settings)
  }

  /// Encodes texts.
  ///
  /// - Parameters:
  ///   - texts: The texts.
  ///   - workers: How many batches are computed at the same time.
  ///   - progress: Told after each batch which part of all tokens is done, from 0 to 1.
  /// - Returns: `n × d` vectors in the order of the texts, of length 1 if the model normalises them.
  /// - Throws: `SentenceEncoderError` when there are no texts or the task is cancelled.
  public func encode(
    _ texts: [String],
    workers: Int = ProcessInfo.processInfo.activeProcessorCount,
    progress: (Double) -> Void = { _ in }
  ) async throws(SentenceEncoderError) -> Embeddings {
    guard !texts.isEmpty else { throw .noTexts }
    let tokens = try await tokenize(texts, workers: workers)
    let batches = tokens.batches(of: Self.batchSize)
    var values = [Float](repeating: 0, count: texts.count * dimensions)
    var done = 0
    try await workInParallel(on: batches, workers: workers) { batch throws(SentenceEncoderError) in
      try encoder.vectors(of: batch)
    } receive: { index, vectors throws(SentenceEncoderError) in
      guard !Task.isCancelled else { throw .cancelled }
      for (place, text) in batches[index].texts.enumerated() {
        values.replaceSubrange(
          text * dimensions..<(text + 1) * dimensions,
          with: vectors[place * dimensions..<(place + 1) * dimensions]
        )
      }
      done += batches[index].tokens.count
      progress(Double(done) / Double(tokens.tokens.count))
    }
    guard let embeddings = Embeddings(count: texts.count, dimensions: dimensions, values: values) else {
      throw .noTexts
    }
    return embeddings
  }

  /// How many tokens of texts the model reads, the opening and the closing ones included.
  ///
  /// - Throws: `SentenceEncoderError.cancelled`.
  public func tokenCount(
    of texts: [String],
    workers: Int = ProcessInfo.processInfo.activeProcessorCount
  ) async throws(SentenceEncoderError) -> Int {
    try await tokenize(texts, workers: workers).tokens.count
  }

  /// The token ids of texts, as the model sees them.
  func tokenize(_ texts: [String], workers: Int) async throws(SentenceEncoderError) -> TokenizedTexts {
    let size = 512
    let parts = stride(from: 0, to: texts.count, by: size).map { texts[$0..<min($0 + size, texts.count)] }
    var results = [TokenizedTexts](repeating: TokenizedTexts(), count: parts.count)
    try await workInParallel(on: parts, workers: workers) { part throws(SentenceEncoderError) in
      var tokenizer = tokenizer
      var tokens = TokenizedTexts()
      for text in part { tokens.append(tokenizer.tokens(of: text, limit: longestText)) }
      return tokens
    } receive: { index, tokens throws(SentenceEncoderError) in
      guard !Task.isCancelled else { throw .cancelled }
      results[index] = tokens
    }
    return results.reduce(into: TokenizedTexts()) { $0.append($1) }
  }
}
