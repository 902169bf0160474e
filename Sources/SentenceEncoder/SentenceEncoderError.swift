/// Why a model folder cannot be used, or texts did not become vectors.
public enum SentenceEncoderError: Error, Equatable, Sendable {
  /// The folder does not exist, or is no folder.
  case noFolder(path: String)
  /// The folder lacks a file that every model has.
  case missingFile(path: String)
  /// The system could not read a file.
  case unreadable(path: String, reason: String)
  /// A model could not be put on the shelf.
  case unwritable(path: String, reason: String)
  /// A file is not what its name says.
  case malformed(path: String, problem: String)
  /// The model is of a kind that is not computed here.
  case unsupported(path: String, problem: String)
  /// The weights file lacks a tensor.
  case missingTensor(path: String, name: String)
  /// A tensor does not have the shape that the configuration asks for.
  case wrongShape(path: String, name: String, expected: [Int], found: [Int])
  /// oneDNN is not installed.
  case notInstalled
  /// The processor or the library cannot compute the layers.
  case cannotCompute(String)
  /// There is nothing to encode.
  case noTexts
  /// The task was cancelled.
  case cancelled
}

extension SentenceEncoderError {
  /// What went wrong, and where.
  public var summary: String {
    switch self {
    case .noFolder(let path): "There is no folder \(path)."
    case .missingFile(let path): "There is no file \(path)."
    case .unreadable(let path, let reason): "\(path) could not be read: \(reason)"
    case .unwritable(let path, let reason): "\(path) could not be written: \(reason)"
    case .malformed(let path, let problem): "\(path) cannot be used: \(problem)."
    case .unsupported(let path, let problem): "\(path) describes a model that cannot be run: \(problem)."
    case .missingTensor(let path, let name): "\(path) has no tensor “\(name)”."
    case .wrongShape(let path, let name, let expected, let found):
      "The tensor “\(name)” of \(path) has the shape \(found), but the model's configuration asks for \(expected)."
    case .notInstalled: "oneDNN (libdnnl.so.2), which computes sentence vectors, is not installed."
    case .cannotCompute(let what): "oneDNN cannot compute \(what) on this machine."
    case .noTexts: "There are no texts to embed."
    case .cancelled: "Embedding was cancelled."
    }
  }

  /// What to do about it.
  public var suggestion: String {
    switch self {
    case .noFolder: "Name the folder of a sentence-transformers model, such as all-MiniLM-L6-v2."
    case .missingFile:
      "Name a whole model folder: config.json, modules.json, tokenizer and model.safetensors."
    case .unreadable: "Check the path and its permissions."
    case .unwritable: "Check that there is room, and whose folder it is; XDG_DATA_HOME names another one."
    case .malformed: "The file may be cut off; download or copy the model again."
    case .unsupported:
      "BERT models with absolute positions, GELU and mean or CLS pooling are run; embed others elsewhere and use --vectors."
    case .missingTensor, .wrongShape: "The files of the folder may belong to different models; copy it again."
    case .notInstalled: "Install it (apt-get install libdnnl2), or embed with --encoder lexical."
    case .cannotCompute: "Try another precision, or see that there is enough memory."
    case .noTexts: "Import a pool first."
    case .cancelled: "Start it again when you are ready; nothing was kept."
    }
  }
}
