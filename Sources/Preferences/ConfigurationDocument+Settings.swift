import Foundation
import Workbench
import Yams

extension ConfigurationDocument {
  /// The settings at the top, as they stand in the file.
  func settings() throws(ConfigurationError) -> [(Setting, Node)] {
    var settings: [(Setting, Node)] = []
    for (key, value) in try table(root, else: "it is not a table of names and values") {
      let name = key.scalar?.string ?? ""
      guard let setting = Setting(rawValue: name) else {
        let nearest = nearestName(to: name, among: Setting.allCases.map(\.rawValue))
        throw error(.unknownSetting(name, nearest: nearest), at: key)
      }
      settings.append((setting, value))
    }
    return settings
  }

  /// A path as it is written in the file, made absolute: the folder of the file is where it starts.
  func absolutePath(_ path: String, home: String?) -> String {
    if path.hasPrefix("/") { return path }
    if path.hasPrefix("~/"), let home { return home + path.dropFirst(1) }
    return URL(filePath: file).deletingLastPathComponent().path + "/" + path
  }
}
