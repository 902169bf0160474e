import NIOSSL

/// A certificate for loopback that only its own key has signed, good for a hundred years and for nothing else.
enum SelfSignedCertificate {
  /// What a server needs to speak TLS with it.
  static func context() throws -> NIOSSLContext {
    let certificate = try NIOSSLCertificate(bytes: Array(certificate.utf8), format: .pem)
    let key = try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)
    return try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: [.certificate(certificate)],
        privateKey: .privateKey(key)
      )
    )
  }

  private static let certificate = """
    -----BEGIN CERTIFICATE-----
    MIIBnDCCAUGgAwIBAgIUCvcbeNY+Zjjtd5BlXIhVPRv2jLYwCgYIKoZIzj0EAwIw
    FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzA2NTYzM1oYDzIxMjYxMDMw
    MDY1NjMzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
    PQMBBwNCAARwXzrmv05LmP7xL+JgnxqNy/BDhuMFECmrsWfGggzWSVhPPYQZ4LST
    R4s6rh3pfM3naEtljLk441aVHxBcLqpOo28wbTAdBgNVHQ4EFgQUQIdJtD8GTKZc
    N1FGv4CqQIqjZjkwHwYDVR0jBBgwFoAUQIdJtD8GTKZcN1FGv4CqQIqjZjkwDwYD
    VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
    zj0EAwIDSQAwRgIhAODmfbHIBVHCcvkkQLkctMbst005n3W36n+LEleKACubAiEA
    pcOWRs4wEm/TRty7Pml9+fV+Lax3pB5e6dyg2egB/0Y=
    -----END CERTIFICATE-----
    """

  private static let key = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgR2Psom26hw6Irgg4
    Ek7MKLn07M4ps01VACMcJlEP9imhRANCAARwXzrmv05LmP7xL+JgnxqNy/BDhuMF
    ECmrsWfGggzWSVhPPYQZ4LSTR4s6rh3pfM3naEtljLk441aVHxBcLqpO
    -----END PRIVATE KEY-----
    """
}
