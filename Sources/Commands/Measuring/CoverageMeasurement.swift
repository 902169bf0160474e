import ProjectStore
import Statistics

/// Measures how well a project's picks stand for its pool, in about the same time whatever their numbers.
///
/// A small project is measured whole. Of a large one a random sample of the pool is, with some of the picks,
/// evenly spaced in the order in which they were made; Random gets as many.
struct CoverageMeasurement {
  private let project: Project
  /// Places of the picks in the pool.
  private let picks: [Int]
  /// The rows that have a vector, where not all have.
  private let rows: [Int]?
  private let poolRows: Int
  /// How it is measured.
  let plan: CoverageCurve.Plan

  /// The most picks that are measured.
  static let mostPicks = 500
  /// The most multiplications; about a third of a second.
  private static let work = 300_000_000
  private static let draws = 3
  private static let fewestSamples = 100
  private static let mostSamples = 2000

  /// Prepares a measurement; nil without picks or without vectors.
  init?(of project: Project) throws {
    guard let summary = try project.embeddingSummary(), summary.count > 0, summary.dimensions > 0 else {
      return nil
    }
    self.project = project
    poolRows = summary.count
    rows = try project.instructionCount == summary.count ? nil : try project.embeddedRows()
    var ids = try project.picksInOrder()
    // Where every row has a vector, only the picks that are measured need be looked up.
    if rows == nil { ids = Self.thinned(ids, to: Self.mostPicks) }
    var picks = try project.rows(of: ids)
    if let rows {
      let places = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0) })
      picks = picks.compactMap { places[$0] }
    }
    guard !picks.isEmpty else { return nil }
    self.picks = Self.thinned(picks, to: Self.mostPicks)
    let workOfRow = summary.dimensions * self.picks.count * (Self.draws + 1)
    plan = CoverageCurve.Plan(
      largestSample: min(max(Self.work / workOfRow, Self.fewestSamples), Self.mostSamples),
      draws: Self.draws
    )
  }

  /// Measures.
  func curve() throws -> CoverageCurve? {
    try CoverageCurve(of: picks, poolRows: poolRows, plan: plan) { place in
      let vector = try project.vector(ofRow: rows?[place] ?? place) ?? []
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return length > 0 ? vector.map { $0 / length } : vector
    }
  }

  /// At most so many elements, evenly spaced, with the last one among them.
  static func thinned<Element>(_ elements: [Element], to count: Int) -> [Element] {
    guard elements.count > count else { return elements }
    return (1...count).map { elements[$0 * elements.count / count - 1] }
  }
}
