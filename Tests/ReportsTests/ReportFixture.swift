import Curation
import Foundation
import Statistics

@testable import Reports

/// Statistics in which everything has a value, and some in which nothing has.
enum ReportFixture {
  /// A name that would like to be more than text.
  static let hostileName = "</td><script>alert(1)</script>\u{202E}&\"'\u{1}\u{FFFE}שלום"

  static let empty = ReviewStatistics([], clusterSizes: [4, 4])

  static let full: ReviewStatistics = {
    let judgements = (1...160).flatMap { cluster in
      let own = judgement(cluster, by: "ada", roll: cluster * 7 % 13)
      return cluster % 4 == 0 ? [judgement(cluster, by: hostileName, roll: cluster * 5 % 11), own] : [own]
    }
    return ReviewStatistics(judgements, clusterSizes: Array(repeating: 5, count: 200), coverage: coverage)
  }()

  private static func judgement(_ cluster: Int, by curator: String, roll: Int) -> Judgement {
    let order = (0..<5).map { InstructionID("\(cluster)-\($0)") }
    let isBlind = cluster % 2 == 0
    let picks = roll < 6 ? [order[0]] : roll < 9 ? [order[roll % 5]] : roll == 9 ? [order[1], order[0]] : []
    let verdict: Verdict = picks.isEmpty ? .none : isBlind ? .pick : roll < 6 ? .accept : .override
    return Judgement(
      cluster: cluster,
      curator: curator,
      time: Date(timeIntervalSince1970: 1_790_000_000 + Double(cluster) * 321.5),
      verdict: verdict,
      basis: isBlind ? .blind : .assisted,
      firstChoice: isBlind && roll % 3 == 0 ? [order[3]] : picks,
      picks: picks,
      rankerOrder: order,
      shownOrder: isBlind ? order.reversed() : order,
      seconds: Double(roll) * 3.7 + 0.25,
      wordCount: picks.isEmpty ? nil : 4 + cluster % 30,
      confidence: Judgement.Confidence(agreeing: 1 + cluster % 3, passes: 3),
      reason: verdict == .override ? .coverage : nil
    )
  }

  private static let coverage: CoverageCurve? = {
    let values = (0..<40).flatMap { row in
      let angle = Float(row * row) / 7
      return [angle.remainder(dividingBy: 1), 0.5, 0.5]
    }
    guard let embeddings = Embeddings(count: 40, dimensions: 3, values: values) else { return nil }
    return try? CoverageCurve(of: [1, 20, 33], in: embeddings)
  }()
}

extension StatisticsJSON {
  /// The JSON as the command line writes it.
  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}

/// A piece of parsed JSON.
indirect enum ParsedJSON: Decodable, Equatable {
  case null
  case truth(Bool)
  case number(Double)
  case text(String)
  case list([ParsedJSON])
  case object([String: ParsedJSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let truth = try? container.decode(Bool.self) {
      self = .truth(truth)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([ParsedJSON].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: ParsedJSON].self))
    }
  }

  init(_ statistics: ReviewStatistics) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(StatisticsJSON(statistics).text.utf8))
  }

  /// What is at the end of a path of keys, `a.b.c`.
  func at(_ path: String) -> ParsedJSON? {
    path.split(separator: ".").reduce(self) { value, key in
      if case .object(let members)? = value { members[String(key)] } else { nil }
    }
  }

  /// All numbers in it, with their repetitions.
  var numbers: [Double] {
    switch self {
    case .number(let number): [number]
    case .list(let values): values.flatMap(\.numbers)
    case .object(let members): members.values.flatMap(\.numbers)
    case .null, .truth, .text: []
    }
  }

  /// The keys of an object.
  var keys: [String] {
    if case .object(let members) = self { members.keys.sorted() } else { [] }
  }
}
