import Workbench

/// What the room knows of the world: the project, and what others do to it meanwhile.
struct RoomWorld: World {
  let desk: ReviewDesk
  let reader: RoomReader
  let changes: ChangeWatcher
  let ranking: RankingAgain
  /// What happens while something that was asked for lasts.
  private let meanwhile = AsyncStream.makeStream(of: [Event].self)

  init(desk: ReviewDesk, reader: RoomReader, changes: ChangeWatcher, ranking: RankingAgain) {
    self.desk = desk
    self.reader = reader
    self.changes = changes
    self.ranking = ranking
  }

  func perform(_ effect: Effect) async -> [Event] {
    switch effect {
    case .rankAgain(let cluster):
      let message = await LastingWork().result { [ranking] in
        await ranking.rank(cluster)
      } telling: { [meanwhile] seconds in
        meanwhile.continuation.yield([.stillAsking(cluster, seconds: seconds)])
      }
      return await desk.refresh() + [.rankedAgain(cluster, message)]
    case .cancelRanking:
      await ranking.cancel()
      return []
    default:
      return effect.lane == .writing ? await desk.perform(effect) : reader.perform(effect)
    }
  }

  var news: AsyncStream<[Event]> {
    AsyncStream { continuation in
      let task = Task {
        await withDiscardingTaskGroup { group in
          group.addTask { for await events in meanwhile.stream { continuation.yield(events) } }
          for await _ in changes.changes() { continuation.yield(await desk.refresh()) }
        }
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}
