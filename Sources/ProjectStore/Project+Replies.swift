internal import Curation
public import Foundation
internal import GRDB

extension Project {
  /// Keeps replies that a run paid for, all of them or none; of two to the same request the first stays.
  ///
  /// - Throws: `ProjectError.unknownRun`, or when they could not be saved.
  public func keep(_ replies: [KeptReply], paidBy run: Int, at time: Date) throws(ProjectError) {
    try write { database in
      let endpoint = try RankingRun.find(run, in: database).setup.endpoint
      let insertion = try database.cachedStatement(
        sql: """
          INSERT OR IGNORE INTO reply (request, endpoint, run, text, refusal, finishReason, model, promptTokens,
            completionTokens, logProbabilities, time)
          VALUES (?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?)
          """
      )
      for reply in replies {
        try insertion.execute(
          arguments: [
            reply.request, endpoint, run, ExactText(reply.text), reply.refusal.map { ExactText($0) },
            reply.finishReason.map { ExactText($0) }, ExactText(reply.model), reply.promptTokens,
            reply.completionTokens,
            reply.logProbabilities.isEmpty ? nil : try StoredJSON.encode(reply.logProbabilities),
            time.milliseconds,
          ]
        )
      }
    }
  }

  /// Finds the reply to a request at an endpoint, whichever run paid for it.
  ///
  /// - Throws: `ProjectError` when it could not be read.
  public func reply(to request: String, at endpoint: String) throws(ProjectError) -> KeptReply? {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT text, refusal, finishReason, model, promptTokens, completionTokens, logProbabilities
          FROM reply
          WHERE request = ? AND endpoint = ?
          """
      )
      return try statement.first([request, endpoint]) { row in
        KeptReply(
          request: request,
          text: try row.text(0),
          refusal: row.hasNull(atIndex: 1) ? nil : try row.text(1),
          finishReason: row.hasNull(atIndex: 2) ? nil : try row.text(2),
          model: try row.text(3),
          promptTokens: try row.value(4),
          completionTokens: try row.value(5),
          logProbabilities: row.hasNull(atIndex: 6) ? [] : try StoredJSON.decode(from: try row.value(6))
        )
      }
    }
  }
}
