import Foundation

/// The time that goes into logs, provenance and exports.
enum Clock {
  /// Now, or the fixed time that SOURCE_DATE_EPOCH gives (seconds since 1970), so that a run can be repeated
  /// byte for byte.
  static var now: Date {
    guard
      let fixed = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"],
      let seconds = TimeInterval(fixed)
    else { return Date() }
    return Date(timeIntervalSince1970: seconds)
  }
}
