import Workbench

/// What the room knows of the world: the project, and what others do to it meanwhile.
struct RoomWorld: World {
  let desk: ReviewDesk
  let reader: RoomReader
  let changes: ChangeWatcher

  func perform(_ effect: Effect) async -> [Event] {
    switch effect.lane {
    case .writing: await desk.perform(effect)
    case .reading, .browsing: reader.perform(effect)
    }
  }

  var news: AsyncStream<[Event]> {
    AsyncStream { continuation in
      let task = Task {
        for await _ in changes.changes() { continuation.yield(await desk.refresh()) }
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}
