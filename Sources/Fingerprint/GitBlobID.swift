internal import CLibcrypto

/// The name that git has for a file's bytes: the SHA-1 of `blob`, their number, a zero byte, and themselves.
///
/// Good to find what a network or a disk has spoiled, not what somebody has forged.
public struct GitBlobID: Hashable, Sendable {
  /// The name in 40 lower-case hexadecimal digits.
  public let hexadecimal: String

  /// Names bytes.
  public init(of content: some Collection<UInt8>) {
    var digest = [UInt8](repeating: 0, count: Int(SHA_DIGEST_LENGTH))
    var context = SHA_CTX()
    SHA1_Init(&context)
    let header = Array("blob \(content.count)\0".utf8)
    SHA1_Update(&context, header, header.count)
    content.withBytes { _ = SHA1_Update(&context, $0.baseAddress, $0.count) }
    SHA1_Final(&digest, &context)
    hexadecimal = digest.hexadecimal
  }
}
