import Clustering
import Curation
import Embedding
import TextUI

/// Prints the time of each stage's core beside a stated baseline; ratios below 1 are faster than it.
///
/// With arguments: the time of one part by itself, for programs that hold it against others.
@main
struct Main {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    if let name = arguments.first {
      guard let part = Part(rawValue: name) else { throw UnknownPart(name: name) }
      return try await part.run(Array(arguments.dropFirst()))
    }
    print("stage\tmedian of 5\tratio\tbaseline")
    try encoding()
    try await division()
    try await neighbours()
    try sanitizing()
    room()
  }

  /// A key and its frame, against a frame of plain letters alone.
  private static func room() {
    let baseline = Stopwatch.median(of: 5) { RoomBenchmark.drawPlainLines() }
    let against = "drawing 40 plain lines"
    let keys = RoomBenchmark.keys
    for (name, key) in [("next cluster", Key.character("]")), ("next candidate", .character("j"))] {
      var room = RoomBenchmark()
      let measured = Stopwatch.median(of: 5) { room.press(key) }
      report("\(keys) times \(name) and its frame, 50,000 clusters", measured, baseline, against)
    }
    var room = RoomBenchmark()
    let measured = Stopwatch.median(of: 5) { room.typeAhead(.character("]")) }
    report("\(keys) times next cluster at once and one frame", measured, baseline, against)
  }

  /// Lexical encoding of short texts, against splitting them into terms alone.
  private static func encoding() throws {
    let texts = (0..<2_000).map { row in
      (0..<24).map { "word\((row * 31 + $0 * 17) % 4_000)" }.joined(separator: " ")
    }
    let tokenizer = LexicalTokenizer()
    let baseline = Stopwatch.median(of: 5) { for text in texts { _ = tokenizer.terms(of: text) } }
    let measured = try Stopwatch.median(of: 5) { _ = try LexicalEncoder(dimensions: 64).encode(texts) }
    report("encode 2,000 texts in 64 dimensions", measured, baseline, "splitting them into terms")
  }

  /// Balanced division, against the sort per row that the published code does.
  private static func division() async throws {
    let (count, dimensions, clusters) = (4_000, 64, 400)
    var state: UInt64 = 1
    let values = (0..<count * dimensions).map { _ -> Float in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(Int64(bitPattern: state) >> 40)
    }
    guard let embeddings = Embeddings(count: count, dimensions: dimensions, values: values) else { return }
    let distances = (0..<count).map { values[$0] }
    let baseline = Stopwatch.median(of: 5) {
      for _ in 0..<count / 10 { _ = distances.sorted() }
    }
    let measured = try await Stopwatch.median(of: 5) {
      _ = try await Division(method: .diverse, clusters: clusters, seed: 1).partition(embeddings)
    }
    report("diverse, 4,000 x 64 into 400", measured, baseline * 10, "one sort of all rows for each row")
  }

  /// The nearest other vector of each, against the plain product of each pair.
  private static func neighbours() async throws {
    let (count, dimensions) = (4_000, 384)
    var generator = SplitMix64(seed: 1)
    let values = (0..<count * dimensions).map { _ in Float(generator.next() >> 40) / 0x1p24 - 0.5 }
    guard let embeddings = Embeddings(count: count, dimensions: dimensions, values: values) else { return }
    let baseline = Stopwatch.median(of: 5) {
      // A twentieth of the pairs.
      var best: Float = 0
      for row in 0..<count / 20 {
        for other in 0..<count / 2 {
          var product: Float = 0
          for index in 0..<dimensions {
            product += values[row * dimensions + index] * values[other * dimensions + index]
          }
          best = max(best, product)
        }
      }
      precondition(best > 0)
    }
    let measured = try await Stopwatch.median(of: 5) {
      _ = try await NeighbourSearch().neighbours(of: embeddings)
    }
    report("nearest others of 4,000 x 384", measured, baseline * 20, "the plain product of each pair")
  }

  /// Making 16 KB of text from outside drawable, against a plain walk over its scalars.
  private static func sanitizing() throws {
    let text = String(repeating: "Grüße 茶 <b>x</b> \u{1B}[31m tab\t", count: 500)
    let baseline = Stopwatch.median(of: 5) {
      for _ in 0..<100 {
        var sum: UInt32 = 0
        for scalar in text.unicodeScalars { sum &+= scalar.value }
        precondition(sum != 1)
      }
    }
    let measured = Stopwatch.median(of: 5) {
      for _ in 0..<100 { _ = DisplayText(untrusted: text, as: .body).lines(columns: 80, limit: 50) }
    }
    report("100 x 16 KB made drawable, one screen wrapped", measured, baseline, "walking over its scalars")
  }

  private static func report(_ name: String, _ measured: Double, _ baseline: Double, _ against: String) {
    let milliseconds = Int((measured * 10_000).rounded())
    let ratio = Int((measured / baseline * 100).rounded())
    print(
      "\(name)\t\(milliseconds / 10).\(milliseconds % 10) ms\t\(ratio / 100).\(ratio % 100 / 10)\(ratio % 10)\t\(against)"
    )
  }
}

/// The name on the command line is that of no part.
private struct UnknownPart: Error { var name: String }
