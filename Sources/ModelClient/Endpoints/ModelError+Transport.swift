import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL

extension ModelError {
  private static let nobodyThere: Set = [ECONNREFUSED, EHOSTDOWN, EHOSTUNREACH, ENETUNREACH, ENETDOWN]

  /// What an error of the HTTP client means.
  ///
  /// - Parameters:
  ///   - error: The error.
  ///   - address: Where was asked, for the message.
  ///   - longest: The most bytes of a reply that are read.
  ///   - clipped: Makes a text fit for a message: short, and without secrets.
  init(transport error: any Error, at address: String, longest: Int, clipped: (String) -> String) {
    let detail = clipped("\(error)")
    self =
      switch error {
      case _ where Task.isCancelled: .cancelled
      case let error as ModelError: error
      case let error as NIOConnectionError where error.connectionErrors.isEmpty:
        .unknownHost(address: address)
      case let error as NIOConnectionError:
        .unreachable(
          address: address,
          detail: clipped(error.connectionErrors.map { "\($0.error)" }.joined(separator: "; "))
        )
      case let error as IOError where Self.nobodyThere.contains(error.errnoCode):
        .unreachable(address: address, detail: clipped(String(cString: strerror(error.errnoCode))))
      case let error as HTTPClientError where error == .connectTimeout:
        .unreachable(address: address, detail: "nobody answers")
      case let error as HTTPClientError where error == .tlsHandshakeTimeout:
        .unreachable(address: address, detail: "the TLS handshake takes too long")
      case NIOHTTPDecompression.DecompressionError.limit: .replyTooLong(bytes: longest)
      case is HTTPClientError, is HTTPParserError, is IOError, is NIOHTTPDecompression.DecompressionError:
        .connectionLost(detail: detail)
      // Handshakes fail before anything is sent.
      case let error as NIOSSLExtraError where error == .failedToValidateHostname:
        .untrusted(address: address, reason: "it is for another host")
      case NIOSSLError.handshakeFailed where detail.contains("CERTIFICATE_VERIFY_FAILED"):
        .untrusted(
          address: address,
          reason: "no authority that this machine trusts has signed it, or it has expired"
        )
      case NIOSSLError.handshakeFailed, NIOSSLError.unableToValidateCertificate, is NIOSSLExtraError,
        is BoringSSLError:
        .notEncrypted(address: address, detail: detail)
      default: .unreachable(address: address, detail: detail)
      }
  }
}
