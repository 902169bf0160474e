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
  /// The topics, where they make the parts.
  private let topics: [Topic]

  /// Finds the parts of some instructions.
  ///
  /// - Parameters:
  ///   - kind: What makes a part.
  ///   - rows: The row numbers of what is to be cut into clusters, ascending.
  ///   - project: The project; its topics must be known if they make the parts.
  /// - Throws: `ProjectError`.
  init(by kind: Kind, of rows: [Int], in project: Project) throws {
    topics = try kind == .topic ? project.topics().filter { $0.number.subtopic == nil } : []
    strata =
      switch kind {
      case .source: try Self.sources(of: rows, in: project)
      case .topic: try Self.parts(topics, of: rows, in: project)
      case .length: try Self.lengths(of: rows, in: project)
      }
  }

  /// The parts with their clusters: in proportion to their sizes, but for those with a number of their own.
  ///
  /// - Parameters:
  ///   - clusters: How many clusters there are to be.
  ///   - quotas: The numbers of clusters that some parts are to have.
  /// - Returns: The parts.
  /// - Throws: `CommandError` as `fixed` does, or when the clusters do not suffice.
  func parts(of clusters: Int, quotas: [Quota]) throws -> [ClusterPart] {
    let fixed = try fixed(by: quotas)
    let counts: [Int]
    do throws(Apportionment.Failure) {
      counts = try Apportionment(of: clusters, over: strata.map(\.rows.count), fixed: fixed).places
    } catch {
      throw explained(error)
    }
    return zip(strata, counts).map { stratum, clusters in
      ClusterPart(
        title: stratum.remark.isEmpty ? stratum.name : "\(stratum.name) (\(stratum.remark))",
        rows: stratum.rows,
        clusters: clusters
      )
    }
  }

  /// The parts by their indices that quotas give a number of clusters, and the number.
  ///
  /// - Throws: `CommandError` when a quota names no part or several, or two of them name the same.
  func fixed(by quotas: [Quota]) throws -> [Int: Int] {
    var fixed: [Int: Int] = [:]
    for quota in quotas {
      let fitting = strata.indices.filter { index in
        strata[index].name == quota.name
          || topics.contains { $0.isCalled(quota.name) && $0.number.description == strata[index].name }
      }
      guard fitting.count == 1 else { throw unclear(quota, fitting.map { strata[$0] }) }
      guard fixed.updateValue(quota.clusters, forKey: fitting[0]) == nil else {
        throw CommandError(
          "Several quotas are for \(strata[fitting[0]].name).",
          suggestion: "Give each part one --quota."
        )
      }
    }
    return fixed
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

  private func unclear(_ quota: Quota, _ fitting: [Stratum]) -> CommandError {
    let names = (fitting.isEmpty ? strata : fitting).prefix(20).map(\.name).joined(separator: ", ")
    return CommandError(
      fitting.isEmpty
        ? "No part of the pool is called \(quota.name)."
        : "Several parts of the pool are called \(quota.name).",
      suggestion: "Name one of these: \(names)."
    )
  }

  private func explained(_ failure: Apportionment.Failure) -> CommandError {
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
    case .tooFewMembers(let members, let places):
      CommandError(
        "\(places) clusters cannot be made of \(members) instructions: some would be empty.",
        suggestion: "Ask for at most \(members) clusters."
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
