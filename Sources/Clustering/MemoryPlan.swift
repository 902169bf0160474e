import Curation

/// What work on the vectors of a pool takes in memory.
///
/// There is no doing without the parts in `needs`. What is left of a bound then goes to what makes the work quicker:
/// tables of distances, whose size changes no result, and the sample that centers are fitted to, which does. The figures
/// are worked out from sizes before anything is allocated, and are meant to be a little more than what is taken then.
public struct MemoryPlan: Equatable, Sendable {
  /// A part of what is needed.
  public struct Need: Equatable, Sendable {
    /// What takes it, as a person reads it.
    public var name: String
    /// How many bytes.
    public var bytes: Int
  }

  /// What there is no doing without, the largest first.
  public let needs: [Need]

  /// The bytes that are needed at least.
  public var least: Int { needs.reduce(0) { $0 + $1.bytes } }

  /// What the program takes without a pool.
  static let program = 64_000_000
  /// What is noted about each row beside its vector: its number, center and distances.
  static let notesOfRow = 160
  /// What is noted about each row of a division: labels are made of the terms of all texts, of 80 words each measured
  /// at 490 bytes while their lists grow.
  static let notesOfDividedRow = 512
  /// How many copies of all centers there are at once while they are fitted, in Float64.
  static let copiesOfCenters = 8

  init(_ needs: [Need]) {
    self.needs = needs.filter { $0.bytes > 0 }.sorted { ($1.bytes, $0.name) < ($0.bytes, $1.name) }
  }

  /// Plans what dividing parts of a pool takes whatever their sizes are.
  ///
  /// - Parameters:
  ///   - rows: The number of vectors in all.
  ///   - dimensions: The length of each.
  public init(partsOf rows: Int, dimensions: Int) {
    self.init(Self.pool(rows, dimensions, notes: Self.notesOfDividedRow))
  }

  /// Plans a search for neighbours, by `NeighbourSearch`.
  ///
  /// - Parameters:
  ///   - rows: The number of vectors.
  ///   - dimensions: The length of each.
  public init(neighboursOf rows: Int, dimensions: Int) {
    self.init(
      Self.pool(rows, dimensions) + [
        Need(name: "a copy of the vectors at length 1", bytes: 16 * rows * ((dimensions + 3) / 4))
      ]
    )
  }

  /// Plans a search for topics, by `TopicTree`.
  ///
  /// - Parameters:
  ///   - rows: The number of vectors.
  ///   - dimensions: The length of each.
  ///   - subtopics: How many subtopics there are to be.
  ///   - workers: How many processors are used.
  public init(topicsOf rows: Int, dimensions: Int, subtopics: Int, workers: Int) {
    let sample = min(rows, PoolTopics.sampleSize(for: subtopics))
    self.init(
      Self.pool(rows, dimensions) + [
        Need(name: "a sample to fit centers to", bytes: sample * (4 * dimensions + Self.notesOfRow)),
        Self.centers(subtopics, dimensions, workers: workers),
        Need(name: "merging subtopics", bytes: 4 * subtopics * subtopics),
      ]
    )
  }

  /// What all work on a pool takes, with so many bytes for notes on each row.
  static func pool(_ rows: Int, _ dimensions: Int, notes: Int = Self.notesOfRow) -> [Need] {
    [
      Need(name: "the vectors", bytes: 4 * rows * dimensions),
      Need(name: "notes on instructions", bytes: notes * rows),
      Need(name: "the program", bytes: program),
    ]
  }

  /// What fitting or using some centers takes.
  static func centers(_ count: Int, _ dimensions: Int, workers: Int) -> Need {
    let numbers = copiesOfCenters * count * dimensions * MemoryLayout<Double>.size
    return Need(name: "centers", bytes: numbers + workers * products(with: count))
  }

  /// What products of vectors with some centers take on each processor.
  static func products(with count: Int) -> Int { Screening.block * count * MemoryLayout<Float>.size }
}
