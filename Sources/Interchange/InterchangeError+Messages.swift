internal import Curation
import Foundation

extension InterchangeError {
  /// What is wrong and where; it may quote names and keys, which are untrusted text.
  public var summary: String {
    switch self {
    case .cannotRead(let file, let errno): "\(file) cannot be read: \(Self.reason(errno))."
    case .directory(let file): "\(file) is a folder, not a file."
    case .empty(let file): "\(file) is empty."
    case .noRecords(let file): "\(file) holds no records."
    case .gitLFSPointer(let file): "\(file) is a Git LFS pointer, not the data themselves."
    case .binary(let file, let kind?): "\(file) is binary: \(kind)."
    case .binary(let file, nil): "\(file) is binary: it holds zero bytes."
    case .otherEncoding(let file, let encoding): "\(file) is \(encoding), not UTF-8."
    case .truncatedGzip(let file): "\(file) is gzipped, and its end is missing."
    case .corruptGzip(let file, let detail): "\(file) is gzipped and damaged: \(detail)."
    case .unknownFormat(let file): "\(file) is neither JSON nor a table with a header."
    case .headerNotUTF8(let file, let offset): "The header of \(file) is not UTF-8 at offset \(offset)."
    case .headerTooLong(let file, let limit): "The header of \(file) is longer than \(limit) bytes."
    case .headerQuoting(let file): "The quotes in the header of \(file) do not match."
    case .repeatedColumn(let file, let name): "\(file) has two columns called \"\(name)\"."
    case .noMapping(let file, let keys):
      "No known field of \(file) holds an instruction. It has \(Self.list(keys))."
    case .noSuchField(let file, let field, let keys):
      "The field \"\(field)\" of \(file) holds no instruction. It has \(Self.list(keys))."
    case .notARecordedRanking(let file, let line, let reason):
      "\(file):\(line): no recorded ranking: \(reason)."
    case .notAnAnswer(let file, let line, let kind, let reason): "\(file):\(line): no \(kind): \(reason)."
    case .notAScore(let file, let line, let reason): "\(file):\(line): no score: \(reason)."
    case .notAnnotated(let file, let line, let reason): "\(file):\(line): names no instruction: \(reason)."
    case .standardInputTwice: "Standard input is named twice."
    case .unsafeName(let name, let reason): "\"\(name)\" is no safe file name: \(reason)."
    case .notARegularFile(let path): "\(path) exists and is no ordinary file."
    case .cannotWrite(let path, let errno): "\(path) cannot be written: \(Self.reason(errno))."
    case .exists(let path): "\(path) exists already."
    case .beingWritten(let path): "\(path) is being written by another process."
    case .nothingToExport: "The queue is empty."
    case .nulInExport(let id, let field):
      "The field \"\(field)\" of \(id.rawValue) holds the character U+0000, which this format cannot carry."
    }
  }

  /// What to do about it.
  public var suggestion: String {
    switch self {
    case .cannotRead: "Check the path and its permissions."
    case .directory: "Name the files inside it."
    case .empty, .noRecords: "Check that it is the right file and that it was written completely."
    case .gitLFSPointer: "Fetch the data with 'git lfs pull'."
    case .binary(_, "gzip inside gzip"?): "Unpack it once with gunzip."
    case .binary: "Convert it to JSONL or CSV first."
    case .otherEncoding: "Convert it with iconv to UTF-8."
    case .truncatedGzip, .corruptGzip: "Fetch or make the file again."
    case .unknownFormat: "Name its format with --format, or convert it to JSONL or CSV."
    case .headerNotUTF8: "Save the file as UTF-8, for example with iconv."
    case .headerTooLong, .headerQuoting: "The first row must hold the names of the columns."
    case .repeatedColumn: "Rename one of them."
    case .noMapping, .noSuchField: "Name the field with --instruction-field."
    case .notARecordedRanking:
      "Each line is {\"ranker\": \"NAME\", \"order\": [\"id\", …], \"rationales\": {\"id\": \"why\"}}."
    case .notAnAnswer(_, _, let kind, _): "Each line is {\"id\": \"ID\", \"\(kind)\": \"TEXT\"}."
    case .notAScore: "Each line is {\"id\": \"ID\", \"score\": NUMBER}."
    case .notAnnotated: "Give ids, one a line, or a pool or queue with ids or instructions."
    case .standardInputTwice: "Name '-' once."
    case .unsafeName: "Choose a name of letters and digits."
    case .notARegularFile: "Choose another name, or '-' for standard output."
    case .cannotWrite:
      "Check the folder, its permissions and the free space. An older file was left as it was."
    case .exists: "Choose another name; nothing is written over."
    case .beingWritten: "Wait for it, or choose another name."
    case .nothingToExport: "Accept or override a pick first with 'handpick review'."
    case .nulInExport: "Export as jsonl, or leave the rationale out."
    }
  }

  private static func reason(_ errno: Int32) -> String {
    String(cString: strerror(errno))
  }

  private static func list(_ keys: [String]) -> String {
    keys.isEmpty ? "no keys at all" : "the keys " + keys.map { "\"\($0)\"" }.joined(separator: ", ")
  }
}
