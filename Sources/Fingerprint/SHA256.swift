internal import CLibcrypto

/// A SHA-256 digest (FIPS 180-4), by OpenSSL's libcrypto.
public struct SHA256: Hashable, Sendable {
  /// The 32 bytes of the digest.
  public let bytes: [UInt8]

  /// Digests bytes.
  public init(of message: some Sequence<UInt8>) {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    var context = SHA256_CTX()
    SHA256_Init(&context)
    message.withBytes { _ = SHA256_Update(&context, $0.baseAddress, $0.count) }
    SHA256_Final(&digest, &context)
    bytes = digest
  }

  /// Digests a text's UTF-8.
  public init(of text: String) { self.init(of: text.utf8) }

  /// The digest in 64 lower-case hexadecimal digits.
  public var hexadecimal: String { bytes.hexadecimal }
}

extension Sequence<UInt8> {
  /// Lends the bytes; those of a mapped file as they are, without a copy.
  func withBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    if withContiguousStorageIfAvailable(body) == nil { Array(self).withUnsafeBufferPointer(body) }
  }
}

extension [UInt8] {
  /// Two lower-case hexadecimal digits for each byte.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
