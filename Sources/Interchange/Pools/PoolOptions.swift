/// How pools are to be read.
public struct PoolOptions: Equatable, Sendable {
  /// The format, or nil to tell it from the content of each file.
  public var format: PoolFormat?

  /// The fields that the caller names; the others are found by their usual names.
  public var fields = FieldChoice()

  /// The longest record that is read, in bytes.
  public var recordLimit = 64 << 20

  /// How deep lists and objects may lie in each other.
  public var nestingLimit = 128

  /// From how many records at the start of a file its fields are told.
  public var sampleSize = 100

  /// How many problems, and how many duplicates, a report describes; beyond that it only counts.
  public var detailLimit = 1_000

  /// Makes the usual options.
  public init() {}
}
