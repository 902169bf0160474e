import Foundation

/// What a subcommand is told to write to.
enum OutputFile {
  /// Keeps what is written from taking the place of this project or another one.
  static func refuseDatabase(at path: String, option: String) throws {
    let magic = Data("SQLite format 3\0".utf8)
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    guard type == .typeRegular else { return }
    let head = try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)).read(upToCount: magic.count)
    guard head == magic else { return }
    throw CommandError(
      "\(path) is a project or another database; what is written would take its place.",
      suggestion: "Choose another name for \(option)."
    )
  }

  /// Keeps what somebody may have gone on working with; devices and pipes are no files to lose.
  static func refuseExisting(at path: String) throws {
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    guard type == .typeRegular else { return }
    throw CommandError(
      "\(path) is there already.",
      suggestion: "Choose another name, or let --replace write it anew."
    )
  }
}
