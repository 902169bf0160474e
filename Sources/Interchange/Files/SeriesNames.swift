import Foundation

/// What the files of a series are called.
struct SeriesNames {
  /// What a single file is called.
  let path: String
  /// The folder of all of them.
  let folder: String

  private let name: String
  private let stem: String
  private let suffix: String
  private static let mark = ".unfinished"

  /// Makes the names.
  ///
  /// - Throws: `InterchangeError.unsafeName`.
  init(_ path: String) throws(InterchangeError) {
    let slash = path.lastIndex(of: "/")
    name = try FileName(String(slash.map { path[path.index(after: $0)...] } ?? path[...])).text
    self.path = path
    folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    suffix = String(name[dot...])
    stem = String(path.dropLast(suffix.count))
  }

  /// What a file of several is called: `batch.jsonl` becomes `batch-1.jsonl`.
  func part(_ number: Int) -> String { "\(stem)-\(number)\(suffix)" }

  /// What a file is called until all are complete.
  func unfinished(_ number: Int) -> String { part(number) + Self.mark }

  /// The files of these names that exist.
  ///
  /// - Returns: The paths of those that have appeared, and the numbers of those that are unfinished, in order.
  /// - Throws: `InterchangeError.cannotRead` when the folder cannot be read.
  func present() throws(InterchangeError) -> (whole: [String], unfinished: [Int]) {
    let present: [String]
    do { present = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      throw .cannotRead(file: folder, errno: (error as? POSIXError)?.code.rawValue ?? EACCES)
    }
    var parts: [Int] = []
    var unfinished: [Int] = []
    let stemName = stem.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    for name in present where name.hasPrefix("\(stemName)-") {
      let isUnfinished = name.hasSuffix(suffix + Self.mark)
      let ending = isUnfinished ? suffix + Self.mark : suffix
      guard name.hasSuffix(ending) else { continue }
      let digits = name.dropFirst(stemName.count + 1).dropLast(ending.count)
      guard let number = Int(digits), number > 0, "\(number)" == digits else { continue }
      if isUnfinished { unfinished.append(number) } else { parts.append(number) }
    }
    return ((present.contains(name) ? [path] : []) + parts.sorted().map(part), unfinished.sorted())
  }
}
