/// BERT and its relatives that this encoder computes.
enum BertFamily: String, Sendable {
  /// Devlin et al., arXiv 1810.04805.
  case bert
  /// Song et al., arXiv 2004.09297: attention also goes by how far tokens are apart, and there are no kinds of text.
  case mpnet

  /// What may stand before all names of tensors.
  var prefix: String { "\(rawValue)." }

  /// The first position that a token is at; those before are not used, but for what fills up a text.
  var firstPosition: Int { self == .mpnet ? 2 : 0 }

  /// The token that fills up texts, which has the position before the first wherever it stands.
  var padding: Int32? { self == .mpnet ? 1 : nil }

  /// The names of a layer's tensors for queries, keys and values.
  var projections: [String] {
    switch self {
    case .bert: ["query", "key", "value"].map { "attention.self.\($0)" }
    case .mpnet: ["q", "k", "v"].map { "attention.attn.\($0)" }
    }
  }

  /// The name of what follows attention in a layer.
  var attentionOutput: String { self == .bert ? "attention.output.dense" : "attention.attn.o" }

  /// The name of what normalises the sum of a layer's input and attention.
  var attentionNorm: String { self == .bert ? "attention.output.LayerNorm" : "attention.LayerNorm" }
}
