internal import GRDB

extension Schema {
  /// Every reply that a model was paid for, so that nobody pays for it again.
  static let addReplies: Step = { database in
    try database.execute(sql: replies + known)
  }

  /// The table of version 8.
  ///
  /// `request` is the first half of the request's hash in hexadecimal digits: model, messages and parameters.
  /// Models at different endpoints may have one name, so the endpoint counts, too. `run` is the run that paid.
  private static let replies = """
    CREATE TABLE reply (
      id INTEGER PRIMARY KEY,
      request TEXT NOT NULL,
      endpoint TEXT NOT NULL,
      run INTEGER NOT NULL REFERENCES run,
      text TEXT NOT NULL,
      refusal TEXT,
      finishReason TEXT,
      model TEXT NOT NULL,
      promptTokens INTEGER NOT NULL,
      completionTokens INTEGER NOT NULL,
      time INTEGER NOT NULL
    ) STRICT;

    CREATE UNIQUE INDEX replyToRequest ON reply (request, endpoint);
    CREATE INDEX replyByRun ON reply (run, promptTokens, completionTokens);

    """

  /// Tries did not say why the model stopped; the failures that depend on it do.
  private static let known = """
    INSERT OR IGNORE INTO reply (request, endpoint, run, text, finishReason, model, promptTokens, completionTokens,
      time)
    SELECT substr(requestHash, 1, 32), json_extract(setup, '$.endpoint'), run, reply,
      CASE failure WHEN 'truncated' THEN 'length' WHEN 'refusal' THEN 'content_filter' ELSE 'stop' END,
      model, promptTokens, completionTokens, time
    FROM attempt JOIN run ON run.id = attempt.run
    WHERE requestHash <> '' AND reply <> '' AND length(reply) < 65536 AND failure IS NOT 'transport'
    ORDER BY attempt.id;
    """
}
