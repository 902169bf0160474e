import Curation
import TextUI
import Workbench

/// What the room does between a key and the bytes for the terminal: the state moves on and a frame is drawn.
struct RoomBenchmark {
  private static let size = Size(rows: 40, columns: 120)
  private static let clusters = 50_000
  /// Keys that one measurement presses.
  static let keys = 200

  private var state: State
  private var frame: Frame?

  /// A room of 50,000 clusters in which some hundred are loaded.
  init() {
    state = State(
      project: ProjectSummary(name: "pool.handpick", picks: 1, curator: "ada"),
      verdicts: VerdictTable(count: Self.clusters),
      size: Self.size
    )
    take(.input(.resized(Self.size)))
  }

  /// Presses a key again and again, each followed by its frame.
  mutating func press(_ key: Key) {
    for _ in 0..<Self.keys {
      take(.input(.key(key)))
      draw()
    }
  }

  /// Presses a key again and again before one frame.
  mutating func typeAhead(_ key: Key) {
    for _ in 1..<Self.keys { _ = update(&state, on: .input(.key(key)), isMoreWaiting: true) }
    take(.input(.key(key)))
    draw()
  }

  /// The least that a frame can be: as many lines of plain letters as the screen has.
  static func drawPlainLines() {
    let line: DisplayText =
      "the quick brown fox jumps over the lazy dog while steam rises from a kettle of tea"
    for _ in 0..<keys {
      var screen = Screen(size: size)
      for row in 0..<size.rows { screen.draw(line, at: Point(row: row, column: 0)) }
      precondition(screen.size == size)
    }
  }

  private mutating func draw() {
    let frame = render(state, after: frame)
    precondition(frame.screen.size == Self.size)
    self.frame = frame
  }

  private mutating func take(_ event: Event) {
    for effect in update(&state, on: event) {
      switch effect {
      case .load(let numbers): take(.loaded(numbers.map(Self.detail)))
      case .list(let numbers): take(.listed(numbers.map(Self.summary)))
      default: break
      }
    }
  }

  private static func summary(_ number: Int) -> ClusterSummary {
    ClusterSummary(number: number, label: "tea · kettle · steam \(number)", size: 14, isRanked: true)
  }

  private static func detail(_ number: Int) -> ClusterDetail {
    let instructions = (1...14).map { place in
      Instruction(
        id: InstructionID("i\(number)-\(place)"),
        text: "Compare \(place) ways to brew tea in cluster \(number), and say which keeps most taste.",
        input: place % 3 == 0 ? String(repeating: "The kettle is fast; its lid is not. ", count: 20) : "",
        source: "tea",
        category: ""
      )
    }
    let ids = instructions.map(\.id)
    let ranking = try? Ranking(
      of: ids,
      cluster: number,
      order: ids.reversed(),
      rationales: [ids[13]: "Needs weighing of several aspects, and a person's answer would teach a model."],
      origin: .model(name: "tiny-model")
    )
    return ClusterDetail(
      cluster: Cluster(number: number, label: "tea · kettle · steam \(number)", candidates: ids),
      instructions: Dictionary(uniqueKeysWithValues: instructions.map { ($0.id, $0) }),
      standing: Standing(cluster: number),
      outcome: ranking.map { .ranked($0, run: 1) } ?? .unasked
    )
  }
}
