import Curation
import Foundation
import TestSupport
import Testing

@testable import ProjectStore

@Suite struct MigrationTests {
  @Test func `a project of the first format gets its standings from its log`() throws {
    // What the first Handpick wrote: two instructions, two clusters, a decision, one more, and its undo.
    let presentation = #"{"mode":"assisted","order":[],"showedRanking":false}"#
    let skip =
      #"{"decide":{"_0":{"firstChoice":[],"picks":[],"presentation":\#(presentation),"remark":"","verdict":"skip"}}}"#
    let old = try OldProject(
      format: 1,
      """
      INSERT INTO stage VALUES (1, 'cluster', '{}', '{}', '0.1.0', 0, 0);
      INSERT INTO instruction VALUES (0, 'a', 'A', '', '', '', '', x'00'), (1, 'b', 'B', '', '', '', '', x'01');
      INSERT INTO division VALUES (1, 'diverse', 2, 1, '0', 0, 1);
      INSERT INTO cluster VALUES (1, 1, 'x', 1), (1, 2, 'y', 1);
      INSERT INTO member VALUES (1, 1, 0, 0), (1, 2, 0, 1);
      INSERT INTO log VALUES (1, 1000, 'ada', 1, 1, '\(skip)', x'', x''),
        (2, 2000, 'ada', 1, 2, '\(skip)', x'', x''), (3, 3000, 'ada', 1, 2, '{"undo":{"of":2}}', x'', x'');
      """
    )
    let project = try old.open()
    #expect(project.backupPath == old.path + ".v1-backup")
    let standings = try project.standings(of: [1, 2])
    #expect(standings.map(\.verdict) == [.skip, nil])
    #expect(standings.map(\.version) == [1, 3])
    #expect(try project.review().standing(of: 1) == standings[0])
    #expect(try project.verdicts().count(of: .skip) == 1)
    #expect(try project.search("b", limit: 5).map(\.cluster) == [2])
    #expect(try project.clusters(matching: ClusterQuery(parsing: "state:skipped")) == [1])
  }

  @Test func `a project of before neighbours were known is searched for them once`() throws {
    let old = try OldProject(
      format: 3,
      """
      INSERT INTO stage VALUES (1, 'embed', '{}', '{}', '0.1.0', 0, 0);
      INSERT INTO instruction VALUES (0, 'a', 'A', '', '', '', '', x'00'), (1, 'b', 'B', '', '', '', '', x'01');
      INSERT INTO embeddingSet VALUES (1, 'file', '1', 1, 2, 1);
      INSERT INTO vector VALUES (0, x'0000803f'), (1, x'0000803f');
      INSERT INTO division VALUES (1, 'diverse', 2, 1, '0', 0, 1);
      INSERT INTO cluster VALUES (1, 1, 'x', 1), (1, 2, 'y', 1);
      INSERT INTO member VALUES (1, 1, 0, 0), (1, 2, 0, 1);
      """
    )
    let project = try old.open()
    #expect(project.backupPath != nil)
    #expect(throws: ProjectError.noNeighbours) {
      try project.clusters(matching: ClusterQuery(parsing: "has:duplicate"))
    }
    let stored = try #require(try project.embeddings())
    try project.save(
      [
        NeighbourRecord(row: 0, nearest: 1, similarity: 1),
        NeighbourRecord(row: 1, nearest: 0, similarity: 1),
      ],
      isExact: true,
      ofSet: stored.set,
      stage: ProjectFixture.stage(.neighbours)
    )
    #expect(try project.clusters(matching: ClusterQuery(parsing: "has:duplicate")) == [1, 2])
  }

  @Test func `rankings of the third format are one pass each, and count as before`() throws {
    // Three clusters of two: ranked twice, after a failure; failed twice; not asked about.
    let origin = #"{"model":{"name":"tiny"}}"#
    func attempt(_ cluster: Int, _ failure: String?, _ order: String?) -> String {
      func text(_ value: String?) -> String { value.map { "'\($0)'" } ?? "NULL" }
      return """
        INSERT INTO attempt (run, cluster, failure, detail, ranking, origin, shown, reply, requestHash, model,
          promptTokens, completionTokens, latency, time)
        VALUES (1, \(cluster), \(text(failure)), 'why', \(text(order)), \(text(order.map { _ in origin })),
          '\(cluster == 1 ? "[0,1]" : "[2,3]")', '', '', '', 0, 0, 0, 0);
        """
    }
    let old = try OldProject(
      format: 3,
      """
      INSERT INTO stage VALUES (1, 'cluster', '{}', '{}', '0.1.0', 0, 0);
      INSERT INTO instruction VALUES (0, 'a', 'A', '', '', '', '', x'00'), (1, 'b', 'B', '', '', '', '', x'01'),
        (2, 'c', 'C', '', '', '', '', x'02'), (3, 'd', 'D', '', '', '', '', x'03'),
        (4, 'e', 'E', '', '', '', '', x'04'), (5, 'f', 'F', '', '', '', '', x'05');
      INSERT INTO division VALUES (1, 'diverse', 3, 1, '0', 0, 1);
      INSERT INTO cluster VALUES (1, 1, 'x', 2), (1, 2, 'y', 2), (1, 3, 'z', 2);
      INSERT INTO member VALUES (1, 1, 0, 0), (1, 1, 1, 1), (1, 2, 0, 2), (1, 2, 1, 3), (1, 3, 0, 4), (1, 3, 1, 5);
      INSERT INTO run VALUES (1, 1, 1, '\(try StoredJSON.encode(RankingsTests.setup))', 0);
      \(attempt(1, "refusal", nil)) \(attempt(1, nil, "[0,1]")) \(attempt(1, nil, "[1,0]"))
      \(attempt(1, "truncated", nil)) \(attempt(2, "refusal", nil)) \(attempt(2, "missing", nil))
      INSERT INTO rationale VALUES (2, 0, 'old words'), (3, 1, 'new words');
      INSERT INTO searchIndex VALUES (1, 2, 1);
      INSERT INTO rationaleIndex (rowid, text) VALUES (3, 'new words');
      """
    )
    let project = try old.open()
    #expect(project.backupPath == old.path + ".v3-backup")
    let ranking = try #require(try project.outcome(cluster: 1).ranking)
    #expect(ranking.order == [id("b"), id("a")] && ranking.rationales == [id("b"): "new words"])
    #expect(ranking.agreement == nil)
    #expect(try project.outcome(cluster: 2) == .failed(RankingFailure(.missing, "why"), run: 1))
    #expect(try project.rankingStates() == [.ranked, .failed(.missing), .unasked])
    #expect(try project.clusters(matching: ClusterQuery(parsing: "confidence:>=0")) == [])
    #expect(try project.newestRound(cluster: 1, run: 1).tries == [1: 4])
    #expect(try project.search("new words", limit: 5).map(\.cluster) == [1])
    #expect(try project.search("old words", limit: 5).isEmpty)
    // Asked again, what was found before is found no more.
    let members = [id("a"), id("b")]
    let again = try Ranking(of: members, cluster: 1, order: members, rationales: [:], origin: .length)
    let record = RankingRecord(cluster: 1, round: 2, outcome: .success(again), shown: members, time: .now)
    try project.record([record], inRun: 1)
    #expect(try project.outcome(cluster: 1).ranking?.order == members)
    #expect(try project.search("new words", limit: 5).isEmpty)
  }

  @Test func `a project of before probes takes them`() throws {
    let old = try OldProject(format: 5)
    let project = try old.open()
    #expect(project.backupPath == old.path + ".v5-backup")
    #expect(try project.rankShifts(cluster: 1).isEmpty)
  }

  @Test func `what was paid for before replies were kept is kept`() throws {
    func hash(_ digit: String) -> String { String(repeating: digit, count: 64) }
    func attempt(_ reply: String, _ hash: String, _ failure: String?) -> String {
      """
      INSERT INTO attempt (run, cluster, failure, detail, ranking, origin, shown, reply, requestHash, model,
        promptTokens, completionTokens, latency, time)
      VALUES (1, 1, \(failure.map { "'\($0)'" } ?? "NULL"), '', \(failure == nil ? "'[0]'" : "NULL"), NULL, '[0]',
        '\(reply)', '\(hash)', 'tiny-1', 10, 2, 0, 0);
      """
    }
    let old = try OldProject(
      format: 7,
      """
      INSERT INTO stage VALUES (1, 'cluster', '{}', '{}', '0.1.0', 0, 0);
      INSERT INTO instruction VALUES (0, 'a', 'A', '', '', '', '', x'00');
      INSERT INTO division VALUES (1, 'diverse', 1, 1, '0', 0, 1);
      INSERT INTO cluster VALUES (1, 1, 'x', 1);
      INSERT INTO member VALUES (1, 1, 0, 0);
      INSERT INTO run VALUES (1, 1, 1, '\(try StoredJSON.encode(RankingsTests.setup))', 0);
      \(attempt("order", hash("a"), nil)) \(attempt("cut", hash("b"), "truncated"))
      \(attempt("", hash("c"), "transport")) \(attempt("recorded", "", nil))
      """
    )
    let project = try old.open()
    let endpoint = RankingsTests.setup.endpoint
    func key(_ digit: String) -> String { String(repeating: digit, count: 32) }
    let order = try #require(try project.reply(to: key("a"), at: endpoint))
    #expect(order.text == "order" && order.finishReason == "stop" && order.promptTokens == 10)
    #expect(try project.reply(to: key("b"), at: endpoint)?.finishReason == "length")
    #expect(try project.reply(to: key("c"), at: endpoint) == nil)
    #expect(try project.usage(ofRun: 1) == RankingUsage(replies: 2, promptTokens: 20, completionTokens: 4))
  }

  @Test func `replies of before probabilities were kept have none, and answers still count as paid`() throws {
    let setup = RankingRun.Setup(
      origin: .baseline(.openEndedness, of: "tiny"),
      model: "tiny",
      endpoint: "http://127.0.0.1:1/v1"
    )
    let key = String(repeating: "a", count: 32)
    let old = try OldProject(
      format: 8,
      """
      INSERT INTO stage VALUES (1, 'cluster', '{}', '{}', '0.1.0', 0, 0);
      INSERT INTO instruction VALUES (0, 'a', 'A', '', '', '', '', x'00');
      INSERT INTO division VALUES (1, 'diverse', 1, 1, '0', 0, 1);
      INSERT INTO cluster VALUES (1, 1, 'x', 1);
      INSERT INTO member VALUES (1, 1, 0, 0);
      INSERT INTO run VALUES (1, 1, 1, '\(try StoredJSON.encode(setup))', 0);
      INSERT INTO attempt (run, cluster, failure, detail, ranking, origin, shown, reply, requestHash, model,
        promptTokens, completionTokens, latency, time)
      VALUES (1, 1, NULL, '', '[0]', NULL, '[0]', '[]', '', 'tiny-1', 30, 4, 0, 0);
      INSERT INTO reply VALUES (1, '\(key)', '\(setup.endpoint)', 1, 'yes', NULL, 'stop', 'tiny-1', 10, 2, 0);
      """
    )
    let project = try old.open()
    #expect(project.backupPath == old.path + ".v8-backup")
    var reply = try #require(try project.reply(to: key, at: setup.endpoint))
    #expect(reply.text == "yes" && reply.logProbabilities.isEmpty)
    #expect(try project.usage(ofRun: 1) == RankingUsage(replies: 2, promptTokens: 40, completionTokens: 6))
    reply.request = String(repeating: "b", count: 32)
    reply.logProbabilities = [-0.5]
    try project.keep([reply], paidBy: 1, at: .now)
    #expect(try project.reply(to: reply.request, at: setup.endpoint) == reply)
  }

  @Test func `vectors of before drafts stay, and are added to by what made them`() throws {
    let old = try OldProject(
      format: 9,
      """
      INSERT INTO stage VALUES (1, 'embed', '{"text":"prompt","model":"m"}', '{}', '0.1.0', 0, 0);
      INSERT INTO instruction VALUES (0, 'a', 'A', '', '', '', '', x'00'), (1, 'b', 'B', '', '', '', '', x'01');
      INSERT INTO embeddingSet VALUES (1, 'sentence', '1', 1, 1, 1);
      INSERT INTO vector VALUES (0, x'0000803f');
      """
    )
    let project = try old.open()
    #expect(project.backupPath == old.path + ".v9-backup")
    #expect(try project.embeddings()?.rows == [0])
    let encoding = Encoding(
      encoder: EncoderDescription(name: "sentence", version: "1"),
      options: ["text": "prompt"]
    )
    let (draft, missing) = try #require(try project.draftEmbeddings(by: encoding))
    #expect(missing == 1)
    #expect(try project.instructionsToEncode(for: draft, after: -1, limit: 9).map(\.row) == [1])
  }

  @Test func `vectors and drafts of before half precision stay what they are`() throws {
    let old = try OldProject(
      format: 12,
      """
      INSERT INTO stage VALUES (1, 'embed', '{"text":"prompt"}', '{}', '0.1.0', 0, 0);
      INSERT INTO instruction VALUES (0, 'a', 'A', '', '', '', '', x'00'), (1, 'b', 'B', '', '', '', '', x'01');
      INSERT INTO embeddingSet VALUES (1, 'sentence', '1', 2, 1, 1);
      INSERT INTO vector VALUES (0, x'0000803f000000bf');
      INSERT INTO draft VALUES (1, 'sentence', '1', '{"text":"plain"}', NULL, 2, 1, 7);
      INSERT INTO draftVector VALUES (1, x'0000004000004040');
      """
    )
    let project = try old.open()
    #expect(project.backupPath == old.path + ".v12-backup")
    #expect(try project.embeddingSummary()?.element == .float32)
    #expect(try project.embeddings()?.embeddings.values == [1, -0.5])
    let draft = try #require(try project.embeddingDraft())
    #expect(draft.encoding.element == .float32 && draft.tokens == 7)
    let vector = try #require(Embeddings(count: 1, dimensions: 2, values: [4, 5]))
    try project.keep(vector, rows: [0], in: draft)
    try project.publish(draft, stage: ProjectFixture.stage(.embed))
    #expect(try project.embeddings()?.embeddings.values == [4, 5, 2, 3])
    #expect(try Project.open(at: old.path + ".v12-backup").embeddings()?.rows == [0])
  }
}
