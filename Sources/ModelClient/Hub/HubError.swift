/// Why a model did not come from its hub.
///
/// Details quote servers, so they are untrusted text; they are short and never hold the token.
public enum HubError: Error, Equatable, Sendable {
  /// What was asked for is not OWNER/NAME.
  case invalidName(String)
  /// The branch, tag or commit is empty.
  case invalidRevision(String)
  /// The hub's address cannot be used.
  case invalidAddress(String, reason: String)
  /// The hub's address is plain http to another machine.
  case insecureAddress(host: String)
  /// The network failed before an answer came or while it came.
  case network(ModelError)
  /// No byte came for so long.
  case silent(address: String, seconds: Int)
  /// The hub does not give the model to whom the token belongs, or to nobody in particular (HTTP 401 or 403).
  case unauthorized(model: String, hub: String, sentToken: Bool, detail: String)
  /// The hub has no such model, or not this revision of it.
  case notFound(model: String, hub: String, revision: String)
  /// The model lacks a file that it cannot be run without.
  case missingFile(model: String, path: String)
  /// The hub gets too many requests (HTTP 429), and may say how long to wait.
  case rateLimited(hub: String, seconds: Int?, sentToken: Bool)
  /// The hub had a failure of its own (HTTP 500 and above).
  case serverFailed(status: Int, detail: String)
  /// The hub gave another status than those above.
  case refused(status: Int, detail: String)
  /// One address sends to the next, again and again.
  case endlessRedirects(address: String)
  /// The answer is not the list of a model's files.
  case unreadableList(detail: String)
  /// The list names a file that would lie outside of the model's folder.
  case unsafePath(String)
  /// The files have more bytes than are taken.
  case tooLarge(bytes: Int, limit: Int)
  /// The disk has no room for the files; how many bytes they need, where that is known before.
  case noRoom(path: String, needed: Int?)
  /// A file's digest or length is not what the list says.
  case damaged(path: String)
  /// The system could not write a file.
  case unwritable(path: String, reason: String)
  /// Another program downloads into the same folder.
  case busy(path: String)
  /// The task was cancelled.
  case cancelled
}

extension HubError {
  /// Whether the same request may well be answered a little later.
  var deservesRetry: Bool {
    switch self {
    case .network(let error): error.deservesRetry
    case .serverFailed(let status, _): status != 501 && status != 505
    case .silent, .rateLimited: true
    default: false
    }
  }

  /// What went wrong, and where.
  public var summary: String {
    switch self {
    case .invalidName(let name): "“\(name)” is no model's name."
    case .invalidRevision: "The revision is empty."
    case .invalidAddress(let address, let reason): "The hub address \(address) cannot be used: \(reason)."
    case .insecureAddress(let host): "Plain http to \(host) would let others exchange the model."
    case .network(let error): error.summary
    case .silent(let address, let seconds): "Nothing came from \(address) for \(seconds) s."
    case .unauthorized(let model, let hub, false, let detail):
      "\(hub) does not show \(model) to strangers: it is private or gated, or there is no such model\(Self.quoted(detail))."
    case .unauthorized(let model, let hub, true, let detail):
      "\(hub) does not give \(model) to the owner of this token\(Self.quoted(detail))."
    case .notFound(let model, let hub, let revision): "\(hub) has no \(model) at \(revision)."
    case .missingFile(let model, let path): "\(model) has no file \(path)."
    case .rateLimited(let hub, let seconds?, _): "\(hub) asks to wait for \(seconds) s."
    case .rateLimited(let hub, nil, _): "\(hub) keeps saying that it gets too many requests."
    case .serverFailed(let status, let detail): "The hub failed (HTTP \(status))\(Self.quoted(detail))."
    case .refused(let status, let detail):
      "The hub refused the request (HTTP \(status))\(Self.quoted(detail))."
    case .endlessRedirects(let address): "\(address) sends from one place to the next without end."
    case .unreadableList(let detail): "The hub's answer is no list of files\(Self.quoted(detail))."
    case .unsafePath(let path): "The hub lists a file under a name that cannot be taken: “\(path)”."
    case .tooLarge(let bytes, let limit):
      "The model has \(Self.amount(bytes)); at most \(Self.amount(limit)) are taken."
    case .noRoom(let path, let needed?): "There is no room for \(Self.amount(needed)) at \(path)."
    case .noRoom(let path, nil): "The disk is full at \(path)."
    case .damaged(let path): "\(path) came with other bytes than the hub's list says."
    case .unwritable(let path, let reason): "\(path) could not be written: \(reason)."
    case .busy(let path): "Another download into \(path) is under way."
    case .cancelled: "Stopped before the model was whole."
    }
  }

  /// What to do about it.
  public var suggestion: String {
    switch self {
    case .invalidName: "Give it as OWNER/NAME, such as sentence-transformers/all-MiniLM-L6-v2."
    case .invalidRevision: "Give a branch, a tag or a commit, or leave --revision out."
    case .invalidAddress, .insecureAddress:
      "Give an https address with --hub or in \(HubModel.hubVariable), such as \(HubModel.standardHub)."
    case .network(.connectionLost): Self.again
    case .network(let error): error.suggestion
    case .unauthorized(_, _, false, _):
      "Check the name. If it is right, accept the model's terms on its page, and put a token into \(HubModel.tokenVariable)."
    case .unauthorized(_, _, true, _):
      "Accept the model's terms on its page, or put another token into \(HubModel.tokenVariable)."
    case .notFound: "Check the name and the revision on the hub's page."
    case .missingFile(_, let path) where path.hasSuffix("model.safetensors"):
      "Only weights as model.safetensors are read; look for a revision of the model that has them."
    case .missingFile: "Take another revision, or another model of sentence-transformers."
    case .rateLimited(_, _, true): "Wait, and run the same command again; what came is kept."
    case .rateLimited(_, _, false):
      "Wait, and run the same command again; what came is kept. With a token in \(HubModel.tokenVariable) more is allowed."
    case .silent, .serverFailed: Self.again
    case .refused, .endlessRedirects, .unreadableList: "Check that the address is that of a model hub."
    case .unsafePath: "Do not trust this model; nothing of it was written."
    case .tooLarge: "Download it yourself, and put it aside with models add FOLDER."
    case .noRoom: "Make room and run the same command again; what came is kept."
    case .damaged: "Run the same command again. If it stays so, the hub or something in between is at fault."
    case .unwritable: "Check whose folder it is; XDG_DATA_HOME names another one."
    case .busy: "Wait until it is done."
    case .cancelled: "Run the same command again to go on; what came is kept."
    }
  }

  private static let again = "Run the same command again to go on; what came is kept."

  private static func quoted(_ detail: String) -> String { detail.isEmpty ? "" : ": \(detail)" }

  private static func amount(_ bytes: Int) -> String {
    bytes < 1_000_000 ? "\(bytes) bytes" : "\(bytes / 1_000_000) MB"
  }
}
