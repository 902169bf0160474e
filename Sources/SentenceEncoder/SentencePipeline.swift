/// How sentence-transformers makes one vector of a text's token vectors, from `modules.json` and what it names.
struct SentencePipeline: Equatable, Sendable {
  /// How the vectors of the tokens become one.
  enum Pooling: Equatable, Sendable {
    /// Their mean, the opening and the closing token included.
    case mean
    /// The opening token's.
    case opening
  }

  /// The folder of the transformer, within the model's.
  var transformer = ""
  /// How the vectors of the tokens become one.
  var pooling = Pooling.mean
  /// Whether vectors get the length 1.
  var normalizes = false
  /// The most tokens of a text, the opening and the closing one included; nil for as many as there are positions.
  var longestText: Int?

  /// Reads the settings of a folder; one without `modules.json` is a transformer with mean pooling.
  init(folder: ModelFolder) throws(SentenceEncoderError) {
    let path = folder.path(of: "modules.json")
    if let modules = try folder.json("modules.json", as: [Module].self) {
      let kinds = modules.map(\.kind)
      guard kinds == ["Transformer", "Pooling"] || kinds == ["Transformer", "Pooling", "Normalize"] else {
        throw .unsupported(path: path, problem: "its modules are \(kinds.joined(separator: ", "))")
      }
      transformer = modules[0].path
      pooling = try Self.pooling(in: folder.folder(modules[1].path))
      normalizes = kinds.count == 3
    }
    if let prompt = try folder.json("config_sentence_transformers.json", as: Prompts.self)?
      .default_prompt_name
    {
      throw .unsupported(
        path: folder.path(of: "config_sentence_transformers.json"),
        problem: "it puts the prompt “\(prompt)” before every text"
      )
    }
    let inner = try folder.folder(transformer)
    if let limits = try inner.json("sentence_bert_config.json", as: Limits.self) {
      let path = inner.path(of: "sentence_bert_config.json")
      guard limits.max_seq_length ?? 2 >= 2 else {
        throw .malformed(path: path, problem: "max_seq_length leaves no room for a text")
      }
      guard limits.do_lower_case != true else {
        throw .unsupported(path: path, problem: "it makes texts small before they are taken apart")
      }
      longestText = limits.max_seq_length
    }
  }

  private static func pooling(in folder: ModelFolder) throws(SentenceEncoderError) -> Pooling {
    let modes = try folder.requiredJSON("config.json", as: PoolingModes.self)
    return switch modes.chosen {
    case ["mean"]: .mean
    case ["cls"]: .opening
    default:
      throw .unsupported(
        path: folder.path(of: "config.json"),
        problem: "its pooling is \(modes.chosen.isEmpty ? "none" : modes.chosen.joined(separator: " and "))"
      )
    }
  }

  private struct Module: Decodable {
    var path: String
    var type: String
    var kind: String { type.split(separator: ".").last.map(String.init) ?? type }
  }

  private struct Prompts: Decodable { var default_prompt_name: String? }

  private struct Limits: Decodable {
    var max_seq_length: Int?
    var do_lower_case: Bool?
  }

  private struct PoolingModes: Decodable {
    var pooling_mode: String?
    var pooling_mode_cls_token: Bool?
    var pooling_mode_mean_tokens: Bool?
    var pooling_mode_max_tokens: Bool?
    var pooling_mode_mean_sqrt_len_tokens: Bool?
    var pooling_mode_weightedmean_tokens: Bool?
    var pooling_mode_lasttoken: Bool?

    var chosen: [String] {
      if let pooling_mode { return [pooling_mode] }
      let modes = [
        ("cls", pooling_mode_cls_token), ("mean", pooling_mode_mean_tokens), ("max", pooling_mode_max_tokens),
        ("root-length mean", pooling_mode_mean_sqrt_len_tokens),
        ("weighted mean", pooling_mode_weightedmean_tokens), ("last token", pooling_mode_lasttoken),
      ]
      return modes.filter { $0.1 == true }.map(\.0)
    }
  }
}
