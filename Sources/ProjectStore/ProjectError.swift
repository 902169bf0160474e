public import Curation
public import Foundation

/// What can go wrong with a project file.
///
/// Paths, ids and names inside the cases are untrusted text.
public enum ProjectError: Error, Equatable, Sendable {
  // The file
  case notFound(path: String)
  case alreadyExists(path: String)
  case isFolder(path: String)
  case notAProject(path: String)
  case unreadable(path: String)
  case notWritable(path: String)
  case newerSchema(path: String, found: Int, known: Int)
  case olderSchema(path: String, found: Int, known: Int)
  case cannotCreate(path: String, detail: String)
  case cannotOpen(path: String, detail: String)
  case damaged(path: String, detail: String)
  case cannotRead(path: String, detail: String)
  case closed(path: String)

  // Saving
  case diskFull(path: String)
  case busy(path: String)
  case notSaved(path: String, detail: String)

  // The pool
  case differentContent(InstructionID)
  case unknownInstruction(InstructionID)

  // The stages
  case vectorsDoNotFit(rows: Int, vectors: Int)
  case vectorsOfOtherLength(Int, expected: Int)
  case beyondHalfPrecision(row: Int)
  case unknownRow(Int)
  case notAPartition(detail: String)
  case divisionInUse(decisions: Int, rankings: Int)
  case noDivision
  case noNeighbours
  case vectorsReplaced
  case unknownCluster(Int)
  case unknownRun(Int)
  case notARankingOf(cluster: Int, detail: String)

  // The review
  case conflict(cluster: Int, curator: String, time: Date)
  case clustersReplaced(cluster: Int)
  case notACandidate(InstructionID, cluster: Int)
  case cannotUndo(sequence: Int64, curator: String)
  case cannotRedo(sequence: Int64, curator: String)
}

extension ProjectError {
  /// What is wrong and where.
  ///
  /// It may quote a path, an id or a name, which are untrusted text.
  public var summary: String {
    switch self {
    case .notFound(let path): "There is no project at \(path)."
    case .alreadyExists(let path): "\(path) already exists."
    case .isFolder(let path): "\(path) is a folder, not a project."
    case .notAProject(let path): "\(path) is not a Handpick project."
    case .unreadable(let path): "The project at \(path) cannot be read: permission denied."
    case .notWritable(let path): "The project at \(path) cannot be written."
    case .newerSchema(let path, let found, let known):
      "The project at \(path) has format \(found); this Handpick knows formats up to \(known)."
    case .olderSchema(let path, let found, let known):
      "The project at \(path) has the older format \(found) and must be brought to format \(known) first."
    case .cannotCreate(let path, let detail): "\(path) cannot be created: \(detail)."
    case .cannotOpen(let path, let detail): "The project at \(path) cannot be opened: \(detail)."
    case .damaged(let path, let detail): "The project at \(path) is damaged: \(detail)."
    case .cannotRead(let path, let detail): "The project at \(path) could not be read: \(detail)."
    case .closed(let path): "The project at \(path) is closed."
    case .diskFull(let path): "NOT SAVED: there is no room left for \(path)."
    case .busy(let path): "NOT SAVED: another program keeps the project at \(path) busy."
    case .notSaved(let path, let detail): "NOT SAVED: writing \(path) failed: \(detail)."
    case .differentContent(let id): "The project already has another instruction with the id \(id.rawValue)."
    case .unknownInstruction(let id): "The project has no instruction \(id.rawValue)."
    case .vectorsDoNotFit(let rows, let vectors): "There are \(vectors) vectors for \(rows) instructions."
    case .vectorsOfOtherLength(let length, let expected):
      "The vectors have \(length) dimensions, but those before them \(expected)."
    case .beyondHalfPrecision(let row):
      "The vector of row \(row) (counted from 0) is too long or too short to be stored in float16."
    case .unknownRow(let row): "The project has no instruction with row number \(row)."
    case .notAPartition(let detail): "This does not divide the pool: \(detail)."
    case .divisionInUse(let decisions, let rankings):
      "The present clusters have \(decisions) entries in the review's log and \(rankings) rankings."
    case .noDivision: "The project has no clusters yet."
    case .noNeighbours: "Near-duplicates are not known yet."
    case .vectorsReplaced: "NOT SAVED: the pool was embedded anew meanwhile."
    case .unknownCluster(let number): "There is no cluster \(number)."
    case .unknownRun(let run): "There is no ranking run \(run)."
    case .notARankingOf(let cluster, let detail): "This is not a ranking of cluster \(cluster): \(detail)."
    case .conflict(let cluster, let curator, let time):
      "NOT SAVED: \(curator) changed cluster \(cluster) meanwhile, at \(time.formatted(.iso8601))."
    case .clustersReplaced(let cluster):
      "NOT SAVED: the clusters were made anew since cluster \(cluster) was on screen."
    case .notACandidate(let id, let cluster):
      "NOT SAVED: \(id.rawValue) is not a candidate of cluster \(cluster)."
    case .cannotUndo(let sequence, let curator):
      "NOT SAVED: entry \(sequence) is not what \(curator) would undo next."
    case .cannotRedo(let sequence, let curator):
      "NOT SAVED: entry \(sequence) is not what \(curator) would redo next."
    }
  }

  /// What to do about it.
  public var suggestion: String {
    switch self {
    case .notFound: "Check the name, or make a project with 'handpick new'."
    case .alreadyExists: "Choose another name, or add to the project with 'handpick import'."
    case .isFolder: "Name the project file inside it."
    case .notAProject: "Name a file made by 'handpick new'."
    case .unreadable: "Ask its owner for access, or copy it to a place of your own."
    case .notWritable: "Copy it to a place where you can write, or open it with --read-only."
    case .newerSchema: "Open it with a newer Handpick. Nothing was changed."
    case .olderSchema: "Open it once with handpick review; a backup is made beside it first."
    case .cannotCreate: "Check that the folder exists and can be written."
    case .cannotOpen:
      "Check the file and its folder; reading needs to write the side files '-wal' and '-shm' there."
    case .damaged: "Go back to a backup, or save what 'sqlite3 FILE .recover' still finds."
    case .cannotRead: "Try again; if it stays, check the disk."
    case .closed: "Open it again."
    case .diskFull: "Make room on the disk, then try again. Nothing was changed."
    case .busy: "Try again, or end the other program. Nothing was changed."
    case .notSaved: "Check the disk, open the project again and repeat the last step."
    case .differentContent: "Give one of them another id, or leave it out of the pool."
    case .unknownInstruction, .unknownRow: "Import the pool that holds it first."
    case .vectorsDoNotFit: "Give one vector for each instruction."
    case .vectorsOfOtherLength: "Embed the whole pool by one model: it seems to be another one than it was."
    case .beyondHalfPrecision: "Store the vectors in float32, or scale them to length 1."
    case .notAPartition: "Divide the pool again with 'handpick cluster'."
    case .divisionInUse: "Replace them with --replace; the old ones and all about them stay in the file."
    case .noDivision: "Make them with 'handpick cluster'."
    case .noNeighbours: "Find them with 'handpick neighbours'."
    case .vectorsReplaced: "Do the last step again, with the new vectors."
    case .unknownCluster: "List the clusters with 'handpick clusters'."
    case .unknownRun, .notARankingOf: "Rank again with 'handpick rank'."
    case .conflict: "Look at the cluster again, then decide."
    case .clustersReplaced, .notACandidate: "Read the clusters again, then decide."
    case .cannotUndo, .cannotRedo:
      "Read the log again; each curator undoes and redoes what they did themselves, in turn."
    }
  }
}
