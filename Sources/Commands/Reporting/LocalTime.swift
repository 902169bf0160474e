import Foundation
import Glibc

/// The machine's time zone.
enum LocalTime {
  /// How far local time is from UTC now, in seconds.
  ///
  /// From the C library: Foundation's time zones take milliseconds to load.
  static var secondsFromUTC: Int {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return parts.tm_gmtoff
  }

  /// A moment on the machine's clock, to the minute.
  static func text(of date: Date) -> String {
    var seconds = time_t(date.timeIntervalSince1970)
    var parts = tm()
    localtime_r(&seconds, &parts)
    func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + "\(number)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) "
      + "\(two(parts.tm_hour)):\(two(parts.tm_min))"
  }
}
