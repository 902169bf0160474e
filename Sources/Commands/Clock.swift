import Foundation

/// The time that goes into logs, provenance and exports.
enum Clock {
  /// Now, or the fixed time that SOURCE_DATE_EPOCH gives (seconds since 1970), so that a run can be repeated
  /// byte for byte.
  static var now: Date { fixed ?? Date() }

  // Every reply has its time, and to look through the environment takes longer than to save one.
  private static let fixed = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"]
    .flatMap(TimeInterval.init)
    .map(Date.init(timeIntervalSince1970:))
}
