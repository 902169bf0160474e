/// What the cosine similarity of two embeddings says about their instructions.
///
/// The lines are those from which near-duplicates are told; an encoder that knows words only puts texts above
/// them that differ in a word that matters.
public enum Likeness: Sendable {
  /// As good as the same.
  case same
  /// So much alike that one should look.
  case near
  case different

  /// The least similarity of instructions that count as the same.
  public static let leastOfSame = 0.95

  /// The least similarity of instructions that are worth a look.
  public static let leastOfNear = 0.9

  /// What a similarity between -1 and 1 says.
  public init(similarity: Double) {
    self =
      similarity >= Self.leastOfSame ? .same : similarity >= Self.leastOfNear ? .near : .different
  }
}
