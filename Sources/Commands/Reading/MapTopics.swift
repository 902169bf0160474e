import Curation
import Foundation
import ProjectStore

/// What the instructions of a pool are about, so that parts of its map can be named.
struct MapTopics {
  /// The most topics.
  private static let limit = 256

  /// The names, those of the largest topics first.
  let names: [String]
  /// For each row of the pool the index of its topic, or -1.
  let rows: [Int32]

  /// Takes the categories that the pool came with, or else the topics that were found in it, or else the terms in the
  /// labels of its clusters.
  ///
  /// Topics go by the first term of their label, and those that share it are one. Labels of clusters count only where clusters are made of instructions that are much alike: those of others lie all over
  /// the map, and their labels would say nothing about the places where they stand.
  ///
  /// - Parameters:
  ///   - project: The project.
  ///   - clusters: For each row the number of its cluster, 0 for none.
  /// - Throws: `ProjectError` when it cannot be read.
  init(of project: Project, clusters: [Int32]) throws {
    let categories = try project.categories()
    let topics = try project.topics().filter { $0.number.subtopic == nil }
    if categories.names.count > 1 {
      self.init(groups: categories.names, rows: categories.rows)
    } else if !topics.isEmpty {
      let terms = topics.map { $0.label.components(separatedBy: " · ")[0] }
      self.init(groups: terms, rows: try project.topicNumbers().map { $0 - 1 })
    } else {
      let isLocal = try project.division?.method == .similar
      let terms = Self.terms(of: isLocal ? try project.clusterLabels() : [], clusters: clusters)
      self.init(groups: terms, rows: clusters.map { $0 - 1 })
    }
  }

  /// Makes topics of groups of rows; those with one name are one topic.
  ///
  /// - Parameters:
  ///   - groups: The names of the groups.
  ///   - rows: For each row the index of its group, or -1.
  private init(groups: [String], rows: [Int32]) {
    var sizes = [Int](repeating: 0, count: groups.count)
    for group in rows where sizes.indices.contains(Int(group)) { sizes[Int(group)] += 1 }
    var shares: [String: Int] = [:]
    for (name, size) in zip(groups, sizes) { shares[name, default: 0] += size }
    names = shares.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.limit).map(\.key)
    let indices = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
    let topics = groups.map { indices[$0] ?? -1 }
    self.rows = rows.map { topics.indices.contains(Int($0)) ? topics[Int($0)] : -1 }
  }

  /// For each cluster that term of its label which most instructions share.
  ///
  /// So neighbours that say the same get one name.
  private static func terms(of labels: [String], clusters: [Int32]) -> [String] {
    var sizes = [Int](repeating: 0, count: labels.count)
    for cluster in clusters where sizes.indices.contains(Int(cluster) - 1) { sizes[Int(cluster) - 1] += 1 }
    let terms = labels.map { $0.components(separatedBy: " · ") }
    var weights: [String: Int] = [:]
    for (terms, size) in zip(terms, sizes) {
      for term in Set(terms) { weights[term, default: 0] += size }
    }
    // Of terms that weigh the same the first one is the most telling.
    return terms.map { terms in
      terms.reduce(terms[0]) { weights[$1, default: 0] > weights[$0, default: 0] ? $1 : $0 }
    }
  }
}
