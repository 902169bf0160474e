import Curation
import Foundation
import ProjectStore

/// Reads partitions of a project's pool, as places among its vectors.
struct PartitionReader {
  /// The vectors of the pool.
  let embeddings: Embeddings
  private let project: Project
  /// The place of each row's vector.
  private let places: [Int: Int]

  init(of project: Project) throws {
    let stored = try project.requiredEmbeddings()
    self.project = project
    embeddings = stored.embeddings
    places = Dictionary(uniqueKeysWithValues: zip(stored.rows, stored.rows.indices))
  }

  /// The clusters of the project, as far as their candidates have vectors.
  func clusters() throws -> [[Int]] {
    _ = try project.currentDivision
    let rows = Dictionary(uniqueKeysWithValues: try project.ids().enumerated().map { ($1, $0) })
    return try project.clusters().map { $0.candidates.compactMap { rows[$0].flatMap { places[$0] } } }
  }

  /// The clusters in a JSON file.
  func clusters(inFile path: String) throws -> [[Int]] {
    let listed: [[Int]]
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      listed =
        try (try? JSONDecoder().decode([[Int]].self, from: data))
        ?? JSONDecoder().decode(Listing.self, from: data).partition
    } catch {
      throw CommandError(
        "\(path) holds no partition.",
        suggestion:
          "Give a JSON file with a list of lists of row numbers, such as handpick clusters --json prints."
      )
    }
    if let unknown = listed.joined().first(where: { places[$0] == nil }) {
      throw CommandError(
        "\(path) names row \(unknown), which has no vector in the project.",
        suggestion: "Rows are counted from 0 in import order."
      )
    }
    guard listed.contains(where: { !$0.isEmpty }) else {
      throw CommandError("\(path) holds an empty partition.", suggestion: "Give at least one cluster.")
    }
    return listed.map { $0.compactMap { places[$0] } }
  }

  private struct Listing: Decodable { var partition: [[Int]] }
}
