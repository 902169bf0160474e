import Curation
import Foundation
import ScreenThread
import Testing
import TextUI
import Workbench

@ScreenActor
@Suite struct RuntimeTests {
  @Test func `a batch of keys is drawn once, and every effect is done before the room is left`() async {
    let desk = RecordingDesk()
    let display = RecordingRoomDisplay(size: Size(rows: 24, columns: 80))
    let (inputs, keys) = AsyncStream.makeStream(of: [InputEvent].self)
    let runtime = Runtime(state: Driver().state, display: display, world: desk)
    keys.yield("jjjkq".map { .key(.character($0)) })
    await runtime.run(on: inputs)
    #expect(runtime.state.place.candidate == 2)
    #expect(runtime.state.isDone)
    #expect(display.frames.count < 6)
    #expect(await desk.effects.last == .savePlace(runtime.state.place))
  }

  @Test func `decisions reach the world in the order in which they were made`() async {
    let desk = RecordingDesk()
    let display = RecordingRoomDisplay(size: Size(rows: 24, columns: 80))
    let (inputs, keys) = AsyncStream.makeStream(of: [InputEvent].self)
    let runtime = Runtime(state: Driver(clusters: 9).state, display: display, world: desk)
    // Each key waits for the frame that shows the next cluster, as a person would.
    display.onFrame = { frame in
      if runtime.state.verdicts.count(of: .skip) >= 5 {
        keys.yield([.key(.character("q"))])
      } else if runtime.state.pending.isEmpty, runtime.state.visibleCluster != nil {
        keys.yield([.key(.character("s"))])
      }
    }
    await runtime.run(on: inputs)
    let decided = await desk.effects.compactMap {
      if case .record(let request) = $0 { request.cluster } else { nil }
    }
    #expect(decided.prefix(5) == [1, 2, 3, 4, 5])
    #expect(runtime.state.pending.isEmpty)
  }

  @Test(arguments: [Key.character("e"), .control("z")])
  func `who gives the terminal away leaves the newest frame behind`(key: Key) async throws {
    let display = RecordingRoomDisplay(size: Size(rows: 24, columns: 80))
    let (inputs, keys) = AsyncStream.makeStream(of: [InputEvent].self)
    let runtime = Runtime(state: Driver().state, display: display, world: RecordingDesk())
    // The cluster gone to is drawn, but nobody saw it: what was typed ahead does not decide about it.
    keys.yield([.key(.character("]")), .key(key), .key(.character("s")), .key(.character("q"))])
    await runtime.run(on: inputs)
    let left = try #require(display.framesLeft.first)
    let rows = (0..<left.size.rows).map { left.text(ofRow: $0) }
    #expect(rows.contains { $0.contains("CLUSTER 2 ") })
    #expect(runtime.state.place.cluster == 2)
    #expect(runtime.state.pending.isEmpty && runtime.state.verdicts.count(of: .skip) == 0)
  }

  @Test(arguments: [true, false])
  func `the first frame shows the list as it was left, or that it is looked for`(isQuick: Bool) async {
    let desk = RecordingDesk(listed: [2, 4], isQuick: isQuick)
    let display = RecordingRoomDisplay(size: Size(rows: 24, columns: 80))
    let (inputs, keys) = AsyncStream.makeStream(of: [InputEvent].self)
    var place = Place(cluster: 2, pane: .clusters)
    place.list = ListChoice(filter: "rare")
    let start = Driver().state
    let runtime = Runtime(
      state: State(project: start.project, verdicts: start.verdicts, place: place, size: start.size),
      display: display,
      world: desk
    )
    var titles: [String] = []
    display.onFrame = { frame in
      let rows = (0..<frame.size.rows).map { frame.text(ofRow: $0) }
      titles.append(
        ["filtering…", "1/2 of 6", "2/6"].first { title in rows.contains { $0.contains(title) } } ?? ""
      )
      if runtime.state.listing.count == 2 { keys.yield([.key(.character("q"))]) }
    }
    await runtime.run(on: inputs)
    #expect(titles.first == (isQuick ? "1/2 of 6" : "filtering…"))
    #expect(titles.last == "1/2 of 6" && !titles.contains("2/6"))
  }

  @Test func `when the terminal goes away the room is left and the place kept`() async {
    let desk = RecordingDesk()
    let display = RecordingRoomDisplay(size: Size(rows: 24, columns: 80))
    let (inputs, keys) = AsyncStream.makeStream(of: [InputEvent].self)
    let runtime = Runtime(state: Driver().state, display: display, world: desk)
    keys.yield([.terminate(signal: 1)])
    keys.finish()
    await runtime.run(on: inputs)
    #expect(runtime.state.isDone)
    #expect(await desk.effects.contains(.savePlace(runtime.state.place)))
  }
}

/// A project of the fixtures, held in memory.
private actor RecordingDesk: World {
  private(set) var effects: [Effect] = []
  private var sequence: Int64 = 0
  /// What every filter lists.
  private let listed: [Int32]
  /// Whether one step finds it.
  private let isQuick: Bool

  init(listed: [Int32] = [], isQuick: Bool = true) {
    self.listed = listed
    self.isQuick = isQuick
  }

  nonisolated var news: AsyncStream<[Event]> { AsyncStream { $0.finish() } }

  func perform(_ effect: Effect) -> [Event] {
    effects.append(effect)
    switch effect {
    case .load(let numbers): return [.loaded(numbers.map { Fixture.detail($0) })]
    case .record(let request):
      sequence += 1
      let entry = LogEntry(
        sequence: sequence,
        time: Date(timeIntervalSince1970: 0),
        curator: "ada",
        cluster: request.cluster,
        event: .decide(request.decision)
      )
      return [.recorded(entry, Review(log: [entry]).standing(of: request.cluster))]
    case .filter(let request):
      return [
        .filtered(
          isQuick || request.progress != nil
            ? ListAnswer(to: request, numbers: listed)
            : ListAnswer(to: request, unfinished: QueryProgress(fitting: nil))
        )
      ]
    default: return []
    }
  }
}

/// A display that keeps its frames.
@ScreenActor
private final class RecordingRoomDisplay: RoomDisplay {
  let size: Size
  private(set) var frames: [Screen] = []
  /// What was on screen when something else was given the terminal.
  private(set) var framesLeft: [Screen] = []
  var onFrame: ((Screen) -> Void)?

  init(size: Size) { self.size = size }

  func present(_ screen: Screen) {
    frames.append(screen)
    onFrame?(screen)
  }

  func suspend() { framesLeft.append(contentsOf: frames.suffix(1)) }

  func redraw() {}

  func edit(_ text: String) -> EditedText {
    framesLeft.append(contentsOf: frames.suffix(1))
    return EditedText(text: text + "!", notice: nil)
  }
}

extension Runtime {
  /// Runs on batches that come by and by; their end is the end of the terminal.
  fileprivate func run(on inputs: AsyncStream<[InputEvent]>) async {
    let listener = Task {
      for await batch in inputs { take(batch) }
      take([.endOfInput])
    }
    await run()
    listener.cancel()
  }
}
