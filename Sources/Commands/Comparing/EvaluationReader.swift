import Curation
import ProjectStore
import Statistics
import TextUI

/// Reads from a project what is evaluated.
struct EvaluationReader {
  let pool: SelectionQuality.Pool
  let topics: EvaluationTopics
  private let project: Project
  /// How many candidates of each cluster are a run's picks; nil without clusters.
  private let picks: Int?
  private let ids: [InstructionID]
  /// The place of each row's vector.
  private let places: [Int: Int]
  /// The length of each instruction with a vector, in characters.
  private let lengths: [Int]
  private let judgements: [Judgement]

  /// The most multiplications for the coverage of one selection.
  private static let work = 400_000_000

  /// Reads a project that has clusters, or may have none where other picks are evaluated.
  ///
  /// - Parameters:
  ///   - project: The project.
  ///   - picked: The most picks that are evaluated beside those of runs and curators.
  ///   - isExact: Whether nothing is sampled, however large.
  ///   - line: Shows what is done.
  /// - Throws: `CommandError` when there are no vectors, or no clusters where those are needed; `ProjectError`; that
  ///   the task was cancelled.
  init(project: Project, picked: Int, isExact: Bool, on line: inout ProgressLine) async throws {
    let stored = try project.requiredEmbeddings()
    let division = picked > 0 ? try project.division : try project.currentDivision
    topics = try await EvaluationTopics(of: stored, in: project, on: line)
    line.begin("reading picks")
    let most = max(picked, division.map { $0.clusters * $0.picks } ?? 0)
    let workOfRow = stored.embeddings.dimensions * most
    pool = SelectionQuality.Pool(
      stored.embeddings,
      topics: topics.rows,
      largestSample: isExact ? .max : min(5000, max(1000, Self.work / max(1, workOfRow))),
      mostCompared: isExact ? .max : 5000
    )
    self.project = project
    picks = division?.picks
    ids = try project.ids()
    places = Dictionary(uniqueKeysWithValues: zip(stored.rows, stored.rows.indices))
    var all: [Int] = []
    try project.forEachInstruction { instruction in
      try Task.checkCancellation()
      all.append(instruction.length)
    }
    lengths = stored.rows.map { all[$0] }
    var judgements: [Judgement] = []
    try project.forEachJudgement(longestPause: Pace.longestPause) { judgements.append(Judgement($0)) }
    self.judgements = judgements
  }

  /// What a run puts first in each cluster; nil when it has no ranking.
  func selection(of run: RankingRun) throws -> Evaluation.Selection? {
    guard let picks else { return nil }
    let orders = try project.orders(inRun: run.id)
    let picked = orders.sorted { $0.key < $1.key }.flatMap { $0.value.prefix(picks) }
    guard let quality = try quality(ofRows: picked) else { return nil }
    let agreement = HumanAgreement(orders.mapValues { $0.map { ids[$0] } }, with: judgements)
    return Evaluation.Selection(
      name: run.setup.origin.title,
      run: run.id,
      quality: quality,
      agreement: AgreementJSON(agreement)
    )
  }

  /// What the curators picked; nil for nothing.
  func curators() throws -> Evaluation.Selection? {
    let rows = try project.rows(of: try project.picksInOrder())
    return try quality(ofRows: rows).map { Evaluation.Selection(name: "curators", quality: $0) }
  }

  /// What a file names.
  ///
  /// - Throws: `CommandError` when none of it has a vector.
  func selection(ofRows rows: [Int], named path: String) throws -> Evaluation.Selection {
    guard let quality = try quality(ofRows: rows) else {
      throw CommandError(
        "Nothing of what \(path) names has a vector.",
        suggestion: "Embed the pool again: handpick embed \(project.typedPath)"
      )
    }
    return Evaluation.Selection(name: path, quality: quality)
  }

  /// What as many random picks come to.
  ///
  /// - Parameters:
  ///   - count: How many picks are drawn.
  ///   - draws: How many times they are.
  ///   - progress: Takes how many draws are measured.
  /// - Returns: The draws together.
  /// - Throws: That the task was cancelled.
  func random(_ count: Int, draws: Int, progress: (_ done: Int) -> Void) throws -> Evaluation.Random {
    let random = try RandomSelections(of: count, draws: draws, in: pool, progress: progress)
    let medians = (0..<draws).compactMap { seed in
      medianLength(of: RandomSelections.rows(count, below: pool.count, seed: UInt64(seed)))
    }
    return Evaluation.Random(
      picks: random.picks,
      draws: draws,
      coverMean: random.spread { $0.reach?.mean },
      coverRadius: random.spread { $0.reach?.radius },
      pairMean: random.spread(\.pairMean),
      pairLeast: random.spread(\.pairLeast),
      centroidShift: random.spread { $0.centroidShift },
      repeated: random.spread { Double($0.repeated) },
      nearlyRepeated: random.spread { Double($0.nearlyRepeated) },
      topics: random.spread { Double($0.topics) },
      evenness: random.spread { $0.evenness },
      medianLength: Spread(of: medians)
    )
  }

  /// The median length of instructions by the places of their vectors, in characters.
  func medianLength(of places: [Int]) -> Double? {
    Quartiles(of: places.map { Double(lengths[$0]) })?.median
  }

  private func quality(ofRows rows: [Int]) throws -> QualityJSON? {
    let picked = rows.compactMap { places[$0] }
    guard let quality = try SelectionQuality(of: picked, in: pool) else { return nil }
    return QualityJSON(quality, medianLength: medianLength(of: picked))
  }
}
