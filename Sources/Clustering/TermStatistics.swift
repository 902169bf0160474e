import Foundation

/// How many texts of each cluster, and of all clusters, have a term.
struct TermStatistics {
  /// How telling a term is that c of the n texts of a cluster and f of all N texts have.
  enum Weighting: Sendable {
    /// `c · ln(1 + A / f)`, A being the mean number of terms counted for a cluster: class-based tf-idf.
    case classBased
    /// `c · ln(cN / fn)`, its part in the relative entropy of the cluster's texts to all of them.
    ///
    /// In large clusters the other one would name the words that are common everywhere.
    case relativeEntropy
  }

  private let weighting: Weighting
  private let clusters: [[Int]]
  private let terms: [[String]]
  private let totals: [String: Int]
  private let meanCount: Double
  private let textCount: Double

  /// Counts the terms of the texts in clusters; `terms` has a list for every text, with repetitions.
  init(clusters: [[Int]], terms: [[String]], weighting: Weighting = .classBased) {
    self.clusters = clusters
    self.weighting = weighting
    textCount = Double(clusters.reduce(0) { $0 + $1.count })
    self.terms = terms.map(Self.distinct)
    var totals: [String: Int] = [:]
    var count = 0
    for term in clusters.joined().lazy.flatMap({ [distinct = self.terms] in distinct[$0] }) {
      totals[term, default: 0] += 1
      count += 1
    }
    self.totals = totals
    meanCount = Double(count) / Double(max(clusters.count, 1))
  }

  /// The most telling terms of a cluster, as many as a label has, the best first.
  func tellingTerms(of cluster: Int) -> [String] {
    let candidates = self.candidates(in: cluster)
    let telling = candidates.filter { !StopWords.contains($0.term) && Self.isWord($0.term) }
    return chosen(from: telling.isEmpty ? candidates : telling)
  }

  private struct Candidate {
    let term: String
    var rows: [Int]
    var weight = 0.0
  }

  /// The terms of a cluster in the order in which they are met.
  private func candidates(in cluster: Int) -> [Candidate] {
    var candidates: [Candidate] = []
    var positions: [String: Int] = [:]
    for row in clusters[cluster] {
      for term in terms[row] {
        if let position = positions[term] {
          candidates[position].rows.append(row)
        } else {
          positions[term] = candidates.count
          candidates.append(Candidate(term: term, rows: [row]))
        }
      }
    }
    for position in candidates.indices {
      let total = Double(totals[candidates[position].term] ?? 1)
      let count = Double(candidates[position].rows.count)
      candidates[position].weight =
        switch weighting {
        case .classBased: count * log(1 + meanCount / total)
        case .relativeEntropy: count * log(count * textCount / (total * Double(clusters[cluster].count)))
        }
    }
    return candidates
  }

  private func chosen(from candidates: [Candidate]) -> [String] {
    var chosen: [Candidate] = []
    var spokenFor: Set<Int> = []
    while chosen.count < min(ClusterLabels.maximumTerms, candidates.count) {
      var best: (candidate: Candidate, isNew: Bool)?
      for candidate in candidates where !chosen.contains(where: { $0.term == candidate.term }) {
        let isNew = spokenFor.isDisjoint(with: candidate.rows)
        guard let other = best else {
          best = (candidate, isNew)
          continue
        }
        let isHeavier = candidate.weight > other.candidate.weight
        let isFresher = candidate.weight == other.candidate.weight && isNew && !other.isNew
        if isHeavier || isFresher { best = (candidate, isNew) }
      }
      guard let best else { break }
      chosen.append(best.candidate)
      spokenFor.formUnion(best.candidate.rows)
    }
    return chosen.map(\.term)
  }

  /// The terms in order, each once.
  private static func distinct(_ terms: [String]) -> [String] {
    var seen: Set<String> = []
    return terms.filter { seen.insert($0).inserted }
  }

  /// Whether a term has a letter, and is more than a single one of an alphabet.
  private static func isWord(_ term: String) -> Bool {
    let letters = term.unicodeScalars.filter { $0.properties.isAlphabetic }
    return letters.count > 1 || letters.contains { $0.properties.isIdeographic }
  }
}
