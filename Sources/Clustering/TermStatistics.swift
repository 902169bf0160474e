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
  private let terms: LabelTerms
  /// For each term how many texts of all clusters have it.
  private let totals: [Int32]
  private let meanCount: Double
  private let textCount: Double

  /// Counts the terms of the texts in clusters.
  init(clusters: [[Int]], terms: LabelTerms, weighting: Weighting = .classBased) {
    self.clusters = clusters
    self.terms = terms
    self.weighting = weighting
    var totals = [Int32](repeating: 0, count: terms.vocabulary.count)
    var count = 0
    for row in clusters.joined() {
      for term in terms.terms(of: row) { totals[Int(term)] += 1 }
      count += terms.terms(of: row).count
    }
    self.totals = totals
    meanCount = Double(count) / Double(max(clusters.count, 1))
    textCount = Double(clusters.reduce(0) { $0 + $1.count })
  }

  /// The most telling terms of each cluster, as many as a label has, the best first.
  func tellingTerms() -> [[String]] {
    var counts = [Int32](repeating: 0, count: terms.vocabulary.count)
    return clusters.map { rows in
      let candidates = candidates(of: rows, &counts)
      let telling = candidates.filter { terms.isTelling[Int($0.term)] }
      return chosen(from: telling.isEmpty ? candidates : telling, rows).map { terms.vocabulary[Int($0)] }
    }
  }

  private struct Candidate {
    let term: Int32
    let weight: Double
  }

  /// The terms of a cluster in the order in which they are met; `counts` is zeros before and after.
  private func candidates(of rows: [Int], _ counts: inout [Int32]) -> [Candidate] {
    var met: [Int32] = []
    for row in rows {
      for term in terms.terms(of: row) {
        if counts[Int(term)] == 0 { met.append(term) }
        counts[Int(term)] += 1
      }
    }
    return met.map { term in
      let count = Double(counts[Int(term)])
      counts[Int(term)] = 0
      return Candidate(term: term, weight: weight(count, of: Double(totals[Int(term)]), among: rows.count))
    }
  }

  private func weight(_ count: Double, of total: Double, among texts: Int) -> Double {
    switch weighting {
    case .classBased: count * log(1 + meanCount / total)
    case .relativeEntropy: count * log(count * textCount / (total * Double(texts)))
    }
  }

  /// The heaviest candidates; of equal ones first one from a text that has none of those chosen.
  private func chosen(from candidates: [Candidate], _ rows: [Int]) -> [Int32] {
    var chosen: [Int32] = []
    // All terms of the texts that have a chosen one.
    var spokenFor: Set<Int32> = []
    while chosen.count < min(ClusterLabels.maximumTerms, candidates.count) {
      let others = candidates.filter { !chosen.contains($0.term) }
      let heaviest = others.lazy.map(\.weight).max()
      let best = others.filter { $0.weight == heaviest }
      guard let term = (best.first { !spokenFor.contains($0.term) } ?? best.first)?.term else { break }
      chosen.append(term)
      for row in rows where terms.terms(of: row).contains(term) {
        spokenFor.formUnion(terms.terms(of: row))
      }
    }
    return chosen
  }
}
