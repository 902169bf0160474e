import Clustering
import Curation
import Embedding
import Foundation
import Interchange
import SentenceEncoder

/// A part of a stage by itself, to be held against other programs; prints one JSON object with its seconds.
enum Part: String {
  case encode, tokenize, kmeans, diverse, coreset, neighbours, parse
  case diverseFrom = "diverse-from"
  case kCenter = "k-center"

  /// What came of a part.
  struct Outcome: Encodable {
    var seconds: Double
    var inertia: Double?
    var iterations: Int?
    var clusters: [[Int]]?
    var rows: [Int]?
    var records: Int?
    var tokens: Int?
  }

  /// Does the work; the last argument is the number of threads.
  func run(_ arguments: [String]) async throws {
    let arguments = Arguments(words: arguments)
    let workers = try arguments.number(arguments.words.count - 1)
    let outcome =
      switch self {
      case .encode: try await encode(arguments, workers)
      case .tokenize: try await tokenize(arguments, workers)
      case .kmeans: try await kmeans(arguments, workers)
      case .diverse, .diverseFrom: try await diverse(arguments, workers)
      case .coreset: try await coreset(arguments, workers)
      case .kCenter: try await centers(arguments, workers)
      case .neighbours: try await neighbours(arguments, workers)
      case .parse: try parse(arguments)
      }
    print(String(decoding: try JSONEncoder().encode(outcome), as: UTF8.self))
  }

  private func encode(_ arguments: Arguments, _ workers: Int) async throws -> Outcome {
    let precision = Precision(rawValue: try arguments.word(2)) ?? .float32
    let encoder = try SentenceEncoder(folder: arguments.word(0), precision: precision)
    let texts = try arguments.texts(1)
    _ = try await encoder.encode(Array(texts.prefix(64)), workers: workers)
    let start = ContinuousClock.now
    let vectors = try await encoder.encode(texts, workers: workers)
    let seconds = (.now - start) / .seconds(1)
    try vectors.values.withUnsafeBytes { Data($0) }.write(to: URL(filePath: arguments.word(3)))
    return Outcome(seconds: seconds)
  }

  private func tokenize(_ arguments: Arguments, _ workers: Int) async throws -> Outcome {
    let encoder = try SentenceEncoder(folder: arguments.word(0))
    let texts = try arguments.texts(1)
    let start = ContinuousClock.now
    let tokens = try await encoder.tokenCount(of: texts, workers: workers)
    return Outcome(seconds: (.now - start) / .seconds(1), tokens: tokens)
  }

  /// The time of so many iterations, the choice of the first centers included, and the inertia at the end.
  private func kmeans(_ arguments: Arguments, _ workers: Int) async throws -> Outcome {
    let (vectors, most) = (try arguments.vectors(0), try arguments.number(2))
    let division = Division(method: .diverse, clusters: try arguments.number(1), seed: 1)
    let start = ContinuousClock.now
    var seconds: Double?
    let partition = try await division.partition(vectors, workers: workers) { step in
      let isOver =
        switch step {
        case .choosingCenters: false
        case .fitting(let iteration, _): iteration > most
        default: true
        }
      if isOver, seconds == nil { seconds = (.now - start) / .seconds(1) }
    }
    guard case .fitted(let fit) = partition.details, let seconds else { throw PartError.incomplete }
    return Outcome(seconds: seconds, inertia: fit.inertia, iterations: fit.iterations)
  }

  private func diverse(_ arguments: Arguments, _ workers: Int) async throws -> Outcome {
    let vectors = try arguments.vectors(0)
    var division = Division(method: .diverse, clusters: try arguments.number(1), seed: 1)
    if self == .diverseFrom {
      let array = try NumPyArray(path: arguments.word(2))
      division.centroids = Centroids(
        count: array.rows,
        dimensions: array.columns,
        values: try array.elements()
      )
    }
    let start = ContinuousClock.now
    let partition = try await division.partition(vectors, workers: workers)
    let seconds = (.now - start) / .seconds(1)
    return Outcome(seconds: seconds, clusters: self == .diverseFrom ? partition.clusters : nil)
  }

  private func coreset(_ arguments: Arguments, _ workers: Int) async throws -> Outcome {
    let vectors = try arguments.vectors(0)
    let division = Division(method: .coreset, clusters: try arguments.number(1))
    let start = ContinuousClock.now
    _ = try await division.partition(vectors, workers: workers)
    return Outcome(seconds: (.now - start) / .seconds(1))
  }

  /// The time until the seeds of neighbourhoods are chosen, which is greedy k-center, and the seeds.
  private func centers(_ arguments: Arguments, _ workers: Int) async throws -> Outcome {
    let vectors = try arguments.vectors(0)
    let division = Division(method: .similar, clusters: try arguments.number(1))
    let start = ContinuousClock.now
    var seconds: Double?
    let partition = try await division.partition(vectors, workers: workers) { step in
      if case .choosingCenters = step { return }
      if seconds == nil { seconds = (.now - start) / .seconds(1) }
    }
    guard case .grown(let rows) = partition.details, let seconds else { throw PartError.incomplete }
    return Outcome(seconds: seconds, rows: rows)
  }

  private func neighbours(_ arguments: Arguments, _ workers: Int) async throws -> Outcome {
    let vectors = try arguments.vectors(0)
    let start = ContinuousClock.now
    _ = try await NeighbourSearch(seed: 1).neighbours(of: vectors, workers: workers)
    return Outcome(seconds: (.now - start) / .seconds(1))
  }

  /// Everything that an import does before the project sees an instruction.
  private func parse(_ arguments: Arguments) throws -> Outcome {
    let start = ContinuousClock.now
    let reader = try PoolReader([PoolSource(argument: arguments.word(0))])
    var count = 0
    while try reader.next() != nil { count += 1 }
    return Outcome(seconds: (.now - start) / .seconds(1), records: count)
  }
}

/// What a part is given on the command line.
private struct Arguments {
  let words: [String]

  func word(_ place: Int) throws -> String {
    guard words.indices.contains(place) else { throw PartError.missingArgument(place) }
    return words[place]
  }

  func number(_ place: Int) throws -> Int {
    guard let number = Int(try word(place)) else { throw PartError.missingArgument(place) }
    return number
  }

  func texts(_ place: Int) throws -> [String] {
    try JSONDecoder().decode([String].self, from: try Data(contentsOf: URL(filePath: word(place))))
  }

  func vectors(_ place: Int) throws -> Embeddings { try NumPyArray(path: word(place)).embeddings() }
}

private enum PartError: Error {
  case missingArgument(Int)
  case incomplete
}
