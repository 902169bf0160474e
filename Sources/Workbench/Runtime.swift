public import TextUI

/// A display that can also give the terminal back for a while.
@MainActor
public protocol RoomDisplay: Display {
  /// Gives the terminal to the shell and comes back when the shell says so.
  func suspend()
  /// Draws everything anew, whatever the terminal shows.
  func redraw()
  /// Gives the terminal to the curator's editor and comes back with what it made of a text.
  func edit(_ text: String) -> EditedText
}

/// All that the room asks something of.
public protocol World: Sendable {
  /// Does what the room asks and tells what came of it.
  ///
  /// Effects of one lane come one at a time, in order; lanes do not wait for each other.
  func perform(_ effect: Effect) async -> [Event]

  /// What happens without being asked for.
  var news: AsyncStream<[Event]> { get }
}

/// Runs the room: takes what happened, moves the state on, starts what it asks for, and draws once.
@MainActor
public final class Runtime {
  /// What the person sees.
  public private(set) var state: State

  private let display: any RoomDisplay
  private let keyMap: KeyMap
  private let world: any World
  private var inbox: [Event] = []
  private let wake: AsyncStream<Void>
  private let waker: AsyncStream<Void>.Continuation

  /// Prepares the room.
  ///
  /// - Parameters:
  ///   - state: Where to begin.
  ///   - display: Where to draw.
  ///   - keyMap: Which keys mean what.
  ///   - world: What the room asks things of.
  public init(state: State, display: any RoomDisplay, keyMap: KeyMap = .standard, world: some World) {
    self.state = state
    self.display = display
    self.keyMap = keyMap
    self.world = world
    (wake, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Runs until the curator leaves or the terminal is gone; returns when every effect under way is done.
  ///
  /// - Parameter inputs: What the terminal says, in the batches in which it arrives: a batch is drawn once.
  public func run(inputs: AsyncStream<[InputEvent]>) async {
    await withTaskGroup(of: Void.self) { group in
      var queues: Queues = [:]
      for lane in Effect.Lane.allCases {
        let (effects, queue) = AsyncStream.makeStream(of: Effect.self)
        queues[lane] = queue
        group.addTask { [world] in
          for await effect in effects { await self.receive(await world.perform(effect)) }
        }
      }
      let herald = Task { [world] in
        for await events in world.news { receive(events) }
      }
      let listener = Task {
        for await batch in inputs {
          // Who comes back may find the terminal in another size.
          let isBack = batch.contains(.resumed)
          receive((isBack ? [.input(.resized(display.size))] : []) + batch.map { .input($0) })
        }
        receive([.input(.endOfInput)])
      }
      // The first update asks for the clusters that the first frame needs.
      advance([.input(.resized(display.size))], into: queues)
      draw()
      for await _ in wake {
        let batch = inbox
        inbox.removeAll(keepingCapacity: true)
        advance(batch, into: queues)
        if state.isDone { break }
        draw()
      }
      listener.cancel()
      herald.cancel()
      for queue in queues.values { queue.finish() }
      await group.waitForAll()
    }
    for event in inbox { _ = update(&state, on: event, keyMap: keyMap) }
    inbox.removeAll()
  }

  private func receive(_ events: [Event]) {
    guard !events.isEmpty else { return }
    inbox.append(contentsOf: events)
    waker.yield()
  }

  private typealias Queues = [Effect.Lane: AsyncStream<Effect>.Continuation]

  private func advance(_ events: [Event], into queues: Queues) {
    for event in events {
      for effect in update(&state, on: event, keyMap: keyMap) {
        switch effect {
        case .suspend:
          display.suspend()
          _ = update(&state, on: .input(.resized(display.size)), keyMap: keyMap)
        case .redraw: display.redraw()
        case .edit(let text): receive([.edited(display.edit(text))])
        default: queues[effect.lane]?.yield(effect)
        }
      }
    }
  }

  private func draw() {
    display.present(render(state, keyMap: keyMap))
    if let cluster = state.visibleCluster, cluster != state.presentedCluster {
      _ = update(&state, on: .presented(cluster: cluster), keyMap: keyMap)
    }
  }
}
