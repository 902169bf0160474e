public import Curation

/// A record that was accepted.
public struct PoolRecord: Equatable, Sendable {
  /// The instruction.
  public var instruction: Instruction
  /// Where it stands.
  public var place: RecordPlace
}

/// A record that repeats an earlier one and was left out.
public struct DuplicateRecord: Equatable, Sendable {
  /// The record that was left out.
  public var place: RecordPlace
  /// The record that was kept; nil when the project holds it already.
  public var first: RecordPlace?
}

/// What was found in the pools.
public struct PoolReport: Equatable, Sendable {
  /// What was found in one file.
  public struct File: Equatable, Sendable {
    /// The file as it was given, or "standard input".
    public var name: String
    /// Its format.
    public var format: PoolFormat
    /// Whether it is gzipped.
    public var isCompressed: Bool
    /// Which fields hold what; nil when no record could be read.
    public var mapping: FieldMapping?
    /// How many records it has, those with problems included.
    public var recordCount = 0
    /// How many records fit the mapping, duplicates included.
    public var fittingCount = 0
    /// How many records have a system message, which is not part of the instruction and was set aside.
    public var systemMessageCount = 0
    /// How many records have further questions, of which one was taken.
    public var otherTurnCount = 0
  }

  /// The files in the order in which they were read.
  public var files: [File] = []

  /// How many instructions were accepted.
  public var acceptedCount = 0

  /// How many exact duplicates were left out.
  public var duplicateCount = 0

  /// The first of them.
  public var duplicates: [DuplicateRecord] = []

  /// How many problems there are; each kept one record out.
  public var problemCount = 0

  /// The first of them, in the order of the records.
  public var problems: [PoolProblem] = []
}

/// How far reading has come.
public struct PoolProgress: Equatable, Sendable {
  /// The file that is being read, or nil before the first and after the last.
  public var file: String?
  /// The bytes read from all sources, before unpacking.
  public var bytesRead: Int
  /// The bytes of all sources, or nil when one of them is no regular file.
  public var bytesInTotal: Int?
  /// How many records were read.
  public var recordCount: Int
}
