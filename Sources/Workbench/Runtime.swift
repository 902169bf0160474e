public import TextUI

/// A display that can also give the terminal back for a while.
@MainActor
public protocol RoomDisplay: Display {
  /// Gives the terminal to the shell and comes back when the shell says so.
  func suspend()
  /// Draws everything anew, whatever the terminal shows.
  func redraw()
}

/// Runs the room: takes what happened, moves the state on, starts what it asks for, and draws once.
@MainActor
public final class Runtime {
  /// What the person sees.
  public private(set) var state: State

  private let display: any RoomDisplay
  private let keyMap: KeyMap
  private let perform: @Sendable (Effect) async -> [Event]
  private var inbox: [Event] = []
  private let wake: AsyncStream<Void>
  private let waker: AsyncStream<Void>.Continuation

  /// Prepares the room.
  ///
  /// - Parameters:
  ///   - state: Where to begin.
  ///   - display: Where to draw.
  ///   - keyMap: Which keys mean what.
  ///   - perform: Does what the room asks of the world. It is called for one effect at a time, in order, so that
  ///     decisions reach the log in the order in which they were made.
  public init(
    state: State,
    display: any RoomDisplay,
    keyMap: KeyMap = .standard,
    perform: @escaping @Sendable (Effect) async -> [Event]
  ) {
    self.state = state
    self.display = display
    self.keyMap = keyMap
    self.perform = perform
    (wake, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Runs until the curator leaves or the terminal is gone; returns when every effect under way is done.
  ///
  /// - Parameter inputs: What the terminal says, in the batches in which it arrives: a batch is drawn once.
  public func run(inputs: AsyncStream<[InputEvent]>) async {
    let (effects, effectQueue) = AsyncStream.makeStream(of: Effect.self)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { [perform] in
        for await effect in effects {
          let events = await perform(effect)
          await self.receive(events)
        }
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
      advance([.input(.resized(display.size))], into: effectQueue)
      draw()
      for await _ in wake {
        let batch = inbox
        inbox.removeAll(keepingCapacity: true)
        advance(batch, into: effectQueue)
        if state.isDone { break }
        draw()
      }
      listener.cancel()
      effectQueue.finish()
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

  private func advance(_ events: [Event], into queue: AsyncStream<Effect>.Continuation) {
    for event in events {
      for effect in update(&state, on: event, keyMap: keyMap) {
        switch effect {
        case .suspend:
          display.suspend()
          _ = update(&state, on: .input(.resized(display.size)), keyMap: keyMap)
        case .redraw: display.redraw()
        default: queue.yield(effect)
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
