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
}
