public import Curation
internal import Foundation
internal import GRDB

/// An instruction near another.
public struct NearInstruction: Equatable, Sendable {
  /// The instruction.
  public var id: InstructionID
  /// The cosine similarity of both embeddings, -1 to 1.
  public var similarity: Double
}

extension Project {
  /// Finds the instructions whose embeddings are nearest to that of one, nearest first, itself left out.
  ///
  /// It goes through all vectors, one at a time.
  ///
  /// - Returns: At most `limit`; nil when the instruction has no embedding.
  public func nearest(to id: InstructionID, limit: Int) throws(ProjectError) -> [NearInstruction]? {
    try nearest(to: id, limit: limit, among: "TRUE")
  }

  /// Of what is annotated already, and so left out of the current division, the nearest to an instruction.
  public func nearestAnnotated(to id: InstructionID) throws(ProjectError) -> NearInstruction? {
    try nearest(
      to: id,
      limit: 1,
      among: """
        row IN (SELECT row FROM leftOut
          WHERE reason = 'annotated' AND division = (SELECT max(id) FROM division))
        """
    )?.first
  }

  private func nearest(
    to id: InstructionID,
    limit: Int,
    among condition: String
  ) throws(ProjectError) -> [NearInstruction]? {
    guard let row = try row(of: id) else { return nil }
    return try read { database in
      let own = try Row.fetchOne(
        database,
        sql: "SELECT components FROM vector WHERE row = ?",
        arguments: [row]
      )
      guard let own, let element = try VectorSet.current(database)?.element else { return nil }
      let query = try own.withUnsafeData(atIndex: 0) { VectorBlob.decode($0 ?? .init(), as: element) }
      var best: [(row: Int, similarity: Double)] = []
      let vectors = try Row.fetchCursor(
        database,
        sql: "SELECT row, components FROM vector WHERE \(condition)"
      )
      while let vector = try vectors.next() {
        let candidate: Int = try vector.value(0)
        guard candidate != row else { continue }
        let other = try vector.withUnsafeData(atIndex: 1) { VectorBlob.decode($0 ?? .init(), as: element) }
        let similarity = Self.cosine(query, other)
        if best.count == limit, similarity <= best.last?.similarity ?? 1 { continue }
        let place = best.firstIndex { $0.similarity < similarity } ?? best.endIndex
        best.insert((candidate, similarity), at: place)
        if best.count > limit { best.removeLast() }
      }
      let name = try database.cachedStatement(sql: "SELECT id FROM instruction WHERE row = ?")
      return try best.compactMap { near in
        try ExactText.fetchOne(name, arguments: [near.row]).map {
          NearInstruction(id: InstructionID($0.string), similarity: near.similarity)
        }
      }
    }
  }

  private static func cosine(_ first: [Float], _ second: [Float]) -> Double {
    guard first.count == second.count else { return 0 }
    var product: Float = 0
    var firstSquare: Float = 0
    var secondSquare: Float = 0
    for index in first.indices {
      product += first[index] * second[index]
      firstSquare += first[index] * first[index]
      secondSquare += second[index] * second[index]
    }
    let norm = (Double(firstSquare) * Double(secondSquare)).squareRoot()
    return norm > 0 ? Double(product) / norm : 0
  }
}
