import ArgumentParser
import Curation
import ProjectStore
import Statistics

/// Parts of a pool that are cut into clusters each by itself.
struct Strata {
  /// What the instructions of one part have in common.
  enum Kind: String, CaseIterable, ExpressibleByArgument {
    /// Where they come from.
    case source
    /// What they are about.
    case topic
    /// How many words they have: one of four quarters.
    case length
  }

  /// A part.
  struct Stratum: Equatable {
    /// What it is called in a quota.
    var name: String
    /// What there is to say about it beside its name; may be empty.
    var remark = ""
    /// Its row numbers, ascending.
    var rows: [Int]
  }

  /// The parts, in the order in which their clusters are numbered.
  let strata: [Stratum]
  /// For each part the number of its clusters.
  let clusters: [Int]

  /// Shares clusters out over the parts in proportion to their sizes, but for those with a number of their own.
  ///
  /// - Parameters:
  ///   - kind: What makes a part.
  ///   - rows: The row numbers of what is to be cut into clusters, ascending.
  ///   - clusters: How many clusters there are to be.
  ///   - quotas: The numbers of clusters that some parts are to have.
  ///   - project: The project; its topics must be known if they make the parts.
  /// - Throws: `CommandError` when a quota names no part or several, or the clusters do not suffice; `ProjectError`.
  init(by kind: Kind, of rows: [Int], clusters: Int, quotas: [Quota], in project: Project) throws {
    let topics = try kind == .topic ? project.topics().filter { $0.number.subtopic == nil } : []
    let strata =
      switch kind {
      case .source: try Self.sources(of: rows, in: project)
      case .topic: try Self.parts(topics, of: rows, in: project)
      case .length: try Self.lengths(of: rows, in: project)
      }
    var fixed: [Int: Int] = [:]
    for quota in quotas {
      let fitting = strata.indices.filter { index in
        strata[index].name == quota.name
          || topics.contains { $0.isCalled(quota.name) && $0.number.description == strata[index].name }
      }
      guard fitting.count == 1 else { throw Self.unclear(quota, fitting.map { strata[$0] }, of: strata) }
      fixed[fitting[0]] = quota.clusters
    }
    do throws(Apportionment.Failure) {
      self.clusters = try Apportionment(of: clusters, over: strata.map(\.rows.count), fixed: fixed).places
    } catch {
      throw Self.explained(error, strata)
    }
    self.strata = strata
  }

  /// The parts with their clusters.
  var parts: [ClusterPart] {
    zip(strata, clusters).map { stratum, clusters in
      ClusterPart(
        title: stratum.remark.isEmpty ? stratum.name : "\(stratum.name) (\(stratum.remark))",
        rows: stratum.rows,
        clusters: clusters
      )
    }
  }

  private static func sources(of rows: [Int], in project: Project) throws -> [Stratum] {
    let wanted = Set(rows)
    var found: [String: [Int]] = [:]
    var row = 0
    try project.forEachInstruction { instruction in
      if wanted.contains(row) { found[instruction.source, default: []].append(row) }
      row += 1
    }
    return found.map { Stratum(name: $0, rows: $1) }.sorted {
      ($1.rows.count, $0.name) < ($0.rows.count, $1.name)
    }
  }

  private static func parts(_ topics: [Topic], of rows: [Int], in project: Project) throws -> [Stratum] {
    let numbers = try project.topicNumbers()
    let found = Dictionary(grouping: rows) { numbers.indices.contains($0) ? Int(numbers[$0]) : 0 }
    return topics.map {
      Stratum(name: $0.number.description, remark: $0.label, rows: found[$0.number.topic] ?? [])
    }
  }

  private static func lengths(of rows: [Int], in project: Project) throws -> [Stratum] {
    var words: [Int] = []
    try project.forEachInstruction { words.append($0.wordCount) }
    guard let quartiles = Quartiles(of: rows.map { Double(words[$0]) }) else { return [] }
    let bounds = [quartiles.lower, quartiles.median, quartiles.upper]
    let found = Dictionary(grouping: rows) { row in
      bounds.firstIndex { Double(words[row]) <= $0 } ?? bounds.count
    }
    return ["shortest", "short", "long", "longest"].enumerated().map { quarter, name in
      let rows = found[quarter] ?? []
      let extent = rows.map { words[$0] }.min().map { "\($0) to \(rows.map { words[$0] }.max() ?? $0) words" }
      return Stratum(name: name, remark: extent ?? "", rows: rows)
    }
  }

  private static func unclear(_ quota: Quota, _ fitting: [Stratum], of strata: [Stratum]) -> CommandError {
    let names = (fitting.isEmpty ? strata : fitting).prefix(20).map(\.name).joined(separator: ", ")
    return CommandError(
      fitting.isEmpty
        ? "No part of the pool is called \(quota.name)."
        : "Several parts of the pool are called \(quota.name).",
      suggestion: "Name one of these: \(names)."
    )
  }

  private static func explained(_ failure: Apportionment.Failure, _ strata: [Stratum]) -> CommandError {
    switch failure {
    case .fixedPlaces(let given, let total):
      CommandError(
        "The quotas give \(given) clusters where there are to be \(total).",
        suggestion: "Give quotas that make up --clusters, or leave some out."
      )
    case .tooFewPlaces(let left, let groups):
      CommandError(
        "\(left) clusters are not enough for \(groups) parts of the pool.",
        suggestion: "Ask for more --clusters, or leave parts out with --quota NAME=0."
      )
    case .tooManyPlaces(let places, let group, let members):
      CommandError(
        "\(places) clusters cannot be made of the \(members) instructions of \(strata[group].name).",
        suggestion: "Ask for fewer --clusters, or give it fewer with --quota."
      )
    }
  }
}

/// How many clusters a part of a pool is to have, such as `wiki=40`.
struct Quota: Equatable, ExpressibleByArgument {
  /// What the part is called.
  var name: String
  /// How many clusters it gets.
  var clusters: Int

  init?(argument: String) {
    guard let sign = argument.lastIndex(of: "="), let count = Int(argument[argument.index(after: sign)...]),
      count >= 0
    else { return nil }
    name = String(argument[..<sign])
    clusters = count
  }
}
