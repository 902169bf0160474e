import Foundation
public import Testing

/// The reference data that may lie beside the repository.
public enum SharedData {
  /// What a test that needs the data says when it is skipped.
  public static let note: Comment =
    "needs ../shared/data beside the repository: fetch it to compare with the reference outputs"

  /// Whether the data are there.
  public static var isPresent: Bool { FileManager.default.fileExists(atPath: path("goldens-dolly.json")) }

  /// The path of a file.
  public static func path(_ name: String) -> String {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    return folder.appendingPathComponent("shared/data/\(name)").path
  }
}
