public import ScreenThread
public import TextUI

/// A display that can also give the terminal back for a while.
@ScreenActor
public protocol RoomDisplay: Display {
  /// Gives the terminal to the shell and comes back when the shell says so.
  func suspend()
  /// Draws everything anew, whatever the terminal shows.
  func redraw()
  /// Gives the terminal to the curator's editor and comes back with what it made of a text.
  func edit(_ text: String) -> EditedText
  /// Draws in the colours of a theme from now on.
  ///
  /// - Returns: What is wrong with the theme, if anything; the colours stay then.
  func use(themeNamed name: String) -> String?
  /// Leaves the mouse to the terminal's own selection, or takes it where it is taken at all.
  func leaveMouse(_ isLeft: Bool)
}

extension RoomDisplay {
  /// Has no colours.
  public func use(themeNamed name: String) -> String? { nil }

  /// Has no mouse.
  public func leaveMouse(_ isLeft: Bool) {}
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
@ScreenActor
public final class Runtime {
  /// What the person sees.
  public private(set) var state: State

  private let display: any RoomDisplay
  private let world: any World
  private var inbox: [Event] = []
  /// What the display shows.
  private var frame: Frame?
  private var queues: [Effect.Lane: AsyncStream<Effect>.Continuation] = [:]
  /// Whether the room was entered and not yet left.
  private var isOpen = false
  /// Whether a batch is being worked on; what comes meanwhile waits.
  private var isBusy = false
  private let end: AsyncStream<Void>
  private let ender: AsyncStream<Void>.Continuation

  /// Prepares the room.
  ///
  /// - Parameters:
  ///   - state: Where to begin.
  ///   - display: Where to draw.
  ///   - world: What the room asks things of.
  public init(state: State, display: any RoomDisplay, world: some World) {
    self.state = state
    self.display = display
    self.world = world
    (end, ender) = AsyncStream.makeStream()
  }

  /// Runs until the curator leaves or the terminal is gone; returns when every effect under way is done or, where
  /// it only looks something up, given up.
  public func run() async {
    await withTaskGroup(of: Void.self) { group in
      // What only looks something up is given up when one leaves; what writes is not.
      let (lookups, browsing) = AsyncStream.makeStream(of: Effect.self)
      queues[.browsing] = browsing
      let browser = Task { [world] in
        for await effect in lookups { receive(await world.perform(effect)) }
      }
      for lane in Effect.Lane.allCases where lane != .browsing {
        let (effects, queue) = AsyncStream.makeStream(of: Effect.self)
        queues[lane] = queue
        group.addTask { [world] in
          for await effect in effects { await self.receive(await world.perform(effect)) }
        }
      }
      let herald = Task { [world] in
        for await events in world.news { receive(events) }
      }
      await readFirstFrame()
      isOpen = true
      draw()
      receive([])
      for await _ in end {}
      herald.cancel()
      browser.cancel()
      for queue in queues.values { queue.finish() }
      await group.waitForAll()
      await browser.value
    }
    for event in inbox { _ = update(&state, on: event) }
    inbox.removeAll()
  }

  /// Reads what the first frame needs before it is drawn: one picture instead of two.
  ///
  /// Of a filter that takes many steps only the first is waited for.
  private func readFirstFrame() async {
    var events: [Event] = [.input(.resized(display.size))]
    while !events.isEmpty {
      var answers: [Event] = []
      for event in events {
        for effect in update(&state, on: event) {
          if effect.lane == .reading {
            answers += await world.perform(effect)
          } else {
            queues[effect.lane]?.yield(effect)
          }
        }
      }
      events = answers
    }
  }

  /// Takes what the terminal says; a batch is drawn once, before this returns.
  public func take(_ inputs: [InputEvent]) {
    // Who comes back may find the terminal in another size.
    let isBack = inputs.contains(.resumed)
    receive((isBack ? [.input(.resized(display.size))] : []) + inputs.map { .input($0) })
  }

  /// Moves the state on and draws, at once: a hop to another task would be what a key waits for longest.
  ///
  /// What the world is asked for starts after the frame is out. On a busy machine it would take the processor from
  /// the frame that somebody waits for.
  private func receive(_ events: [Event]) {
    inbox.append(contentsOf: events)
    guard isOpen, !isBusy else { return }
    isBusy = true
    defer { isBusy = false }
    while isOpen, !inbox.isEmpty {
      let batch = inbox
      inbox.removeAll(keepingCapacity: true)
      let effects = advance(batch)
      if !state.isDone, batch.contains(where: state.isShowing) { draw() }
      for effect in effects { queues[effect.lane]?.yield(effect) }
      guard !state.isDone else {
        isOpen = false
        return ender.finish()
      }
    }
  }

  /// Moves the state on, and does what the display is asked for; the effects on the world are returned.
  private func advance(_ events: [Event]) -> [Effect] {
    var effects: [Effect] = []
    for (index, event) in events.enumerated() {
      for effect in update(&state, on: event, isMoreWaiting: index < events.count - 1) {
        switch effect {
        case .suspend:
          showBeforeLeaving()
          display.suspend()
          effects += update(&state, on: .input(.resized(display.size)))
        case .redraw: display.redraw()
        case .edit(let text):
          showBeforeLeaving()
          receive([.edited(display.edit(text))])
        case .useTheme(let name):
          receive([.themeUsed(name, problem: display.use(themeNamed: name))])
        default: effects.append(effect)
        }
      }
    }
    return effects
  }

  /// Draws before something else has the terminal: the last frame is what shows first when it comes back.
  ///
  /// Nobody has time to read it, so its cluster does not count as seen.
  private func showBeforeLeaving() { display.present(render(state)) }

  private func draw() {
    display.leaveMouse(state.leavesMouse)
    let frame = render(state, after: frame)
    self.frame = frame
    display.present(frame.screen)
    if let cluster = state.visibleCluster, cluster != state.presentedCluster {
      _ = update(&state, on: .presented(cluster: cluster))
    }
  }
}
