import Foundation
import Testing

@testable import ModelClient

@Suite struct RetryPolicyTests {
  /// Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110.
  private let now = Date(timeIntervalSince1970: 784_111_777)

  @Test(arguments: [
    ("0", 0.0), ("7", 7), (" 120 ", 120), ("1.5", 1.5), ("Sun, 06 Nov 1994 08:50:07 GMT", 30),
    ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
  ])
  func `a server may name seconds or a date`(value: String, seconds: Double) {
    #expect(RetryPolicy.wait(retryAfter: value, now: now) == .seconds(seconds))
  }

  @Test(arguments: ["", "soon", "-5", "nan", "inf", "06 Nov 1994"])
  func `anything else is not obeyed`(value: String) {
    #expect(RetryPolicy.wait(retryAfter: value, now: now) == nil)
  }

  @Test func `a huge number does not overflow`() {
    #expect(RetryPolicy.wait(retryAfter: "1e300", now: now) == .seconds(1e9))
  }

  @Test func `waits double up to the longest, and lie in the upper half`() {
    let policy = RetryPolicy(tries: 9, firstWait: .seconds(1), longestWait: .seconds(5))
    for (attempt, full) in [(2, 1), (3, 2), (4, 4), (5, 5), (900, 5)] {
      let wait = policy.backoff(before: attempt)
      #expect(wait >= .seconds(full) / 2 && wait <= .seconds(full))
    }
  }
}
