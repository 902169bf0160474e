import Curation
import GRDB
import TestSupport
import Testing

@testable import ProjectStore

@Suite struct SearchMigrationTests {
  @Test(arguments: [13, 14])
  func `a project whose candidates were indexed with the clusters is searched as before`(format: Int) throws {
    let old = try OldProject(
      format: format,
      """
      CREATE VIRTUAL TABLE candidateIndex
        USING fts5(text, content = '', columnsize = 0, detail = none, tokenize = 'trigram');
      CREATE VIRTUAL TABLE letterIndex
        USING fts5(text, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
      INSERT INTO stage VALUES (1, 'cluster', '{}', '{}', '0.1.0', 0, 0);
      INSERT INTO instruction VALUES (0, 'a', 'Green tea', '', 'wiki', 'qa', '', x'00'),
        (1, 'b', '绿茶', '', 'WIKI', '', '', x'01'), (2, 'c', 'Left out', '', '', '', '', x'02');
      INSERT INTO division VALUES (1, 'diverse', 2, 1, '0', 0, 1);
      INSERT INTO cluster VALUES (1, 1, 'pears', 1), (1, 2, 'teapots', 1);
      INSERT INTO member VALUES (1, 1, 0, 1), (1, 2, 0, 0);
      INSERT INTO leftOut VALUES (1, 2, 'annotated', NULL, NULL);
      INSERT INTO run VALUES (1, 1, 1, '\(try StoredJSON.encode(RankingsTests.setup))', 0);
      INSERT INTO attempt (id, run, cluster, detail, ranking, shown, reply, requestHash, model, promptTokens,
        completionTokens, latency, time) VALUES (1, 1, 2, '', '[0]', '[0]', '', '', '', 0, 0, 0, 0);
      INSERT INTO rationale VALUES (1, 0, 'old words', 1);
      INSERT INTO searchIndex VALUES (1, 1, 1);
      INSERT INTO candidateIndex (rowid, text) VALUES (1, 'x'), (2, 'y');
      INSERT INTO rationaleIndex (rowid, text) VALUES (2, 'old words');
      INSERT INTO clusterExtent VALUES (1, 1, 1), (2, 1, 2);
      INSERT INTO clusterOrigin VALUES ('source', 'wiki', 2);
      """
    )
    let project = try old.open()
    #expect(project.backupPath == old.path + ".v\(format)-backup")
    let found: [(String, [Int])] = [
      ("tea", [2]), ("茶", [1]), ("PEARS", [1]), ("left", []), ("old words", [2]), ("n", [2]),
    ]
    for (text, clusters) in found {
      #expect(try project.search(text, limit: 9).map(\.cluster) == clusters, "\(text)")
    }
    #expect(try project.search("teapots", limit: 9).map(\.id) == [id("a")])
    #expect(try project.searchPool("left", limit: 9).map(\.row) == [2])
    #expect(try project.clusters(matching: ClusterQuery(parsing: "source:wiki words:1..2")) == [1, 2])
    #expect(try project.clusters(matching: ClusterQuery(parsing: "topic:qa size:1 text:pot")) == [2])
    let tables = try DatabaseQueue(path: old.path).read { database in
      try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
    }
    #expect(!tables.contains { $0.hasPrefix("candidateIndex") || $0.hasPrefix("letterIndex") })
    #expect(try Project.open(at: old.path + ".v\(format)-backup").search("茶", limit: 9).map(\.cluster) == [1])
  }
}
