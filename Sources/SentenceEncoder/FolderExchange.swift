internal import CRename
import Foundation

/// Puts one folder in the place of another.
enum FolderExchange {
  /// Moves a folder to a place, where another one may be, which is removed.
  ///
  /// At every instant one of both is there, as far as the file system can exchange two names at once. Where it
  /// cannot, there is a moment between two renamings; should the second fail, the first is taken back.
  ///
  /// - Throws: What the system reports; then the old folder is still there.
  static func put(_ folder: String, at place: String) throws(POSIXError) {
    guard exchange_names(folder, place) != 0 else { return remove(folder) }
    var status = stat()
    if errno == ENOENT, lstat(place, &status) != 0 {
      return try rename(folder, to: place)
    }
    let aside = "\(folder).old"
    try rename(place, to: aside)
    do throws(POSIXError) {
      try rename(folder, to: place)
    } catch {
      try rename(aside, to: place)
      throw error
    }
    remove(aside)
  }

  private static func rename(_ path: String, to place: String) throws(POSIXError) {
    guard Foundation.rename(path, place) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
  }

  /// What cannot be removed is left: the new folder is in its place, and the old one has a hidden name.
  private static func remove(_ folder: String) { try? FileManager.default.removeItem(atPath: folder) }
}
