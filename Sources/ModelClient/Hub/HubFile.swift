import Fingerprint
import Foundation

/// A file of a model as its hub lists it.
public struct HubFile: Equatable, Sendable {
  /// Where it is within the model: names joined by slashes, none of which leads out.
  public let path: String

  /// Its length in bytes.
  public let size: Int

  /// By what its bytes are told from others; nil where the hub does not say.
  let digest: Digest?

  enum Digest: Equatable, Sendable {
    /// The SHA-256 of a large file's bytes, in hexadecimal digits.
    case sha256(String)
    /// The name that git has for the bytes.
    case gitBlob(String)

    var hexadecimal: String {
      switch self {
      case .sha256(let digits), .gitBlob(let digits): digits
      }
    }
  }

  /// Takes an entry of a list.
  ///
  /// - Throws: `HubError.unsafePath` when the path could lead anywhere but down.
  init(path: String, size: Int, digest: Digest?) throws(HubError) {
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    let isSafe = names.allSatisfy { name in
      !name.isEmpty && name.utf8.count <= 200 && name != "." && name != ".."
        && name.unicodeScalars.allSatisfy { $0 != "\\" && $0.properties.generalCategory != .control }
    }
    guard isSafe, size >= 0 else { throw .unsafePath(path) }
    self.path = path
    self.size = size
    self.digest = digest
  }

  /// Whether a file on the disk holds just these bytes.
  func matches(fileAt place: String) -> Bool {
    guard let bytes = try? Data(contentsOf: URL(filePath: place), options: .mappedIfSafe), bytes.count == size
    else { return false }
    return switch digest {
    case .sha256(let digits): SHA256(of: bytes).hexadecimal == digits
    case .gitBlob(let digits): GitBlobID(of: bytes).hexadecimal == digits
    case nil: true
    }
  }
}

extension HubFile {
  /// An entry of the list at `/api/models/…/tree/…`.
  struct Entry: Decodable {
    struct LargeFile: Decodable {
      var oid: String?
      var size: Int?
    }

    var type: String
    var path: String
    var size: Int?
    var oid: String?
    var lfs: LargeFile?

    /// The file, or nil for a folder.
    func file() throws(HubError) -> HubFile? {
      guard type == "file" else { return nil }
      return try HubFile(path: path, size: lfs?.size ?? size ?? -1, digest: digest)
    }

    private var digest: Digest? {
      func digits(_ text: String?, _ count: Int) -> String? {
        guard let text, text.utf8.count == count, text.allSatisfy(\.isHexDigit) else { return nil }
        return text.lowercased()
      }
      // Of a large file git itself has but a pointer, so that its name for it says nothing of the bytes.
      if let lfs { return digits(lfs.oid, 64).map { .sha256($0) } }
      return digits(oid, 40).map { .gitBlob($0) }
    }
  }
}
