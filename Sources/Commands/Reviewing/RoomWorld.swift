import Workbench

/// What the room knows of the world: the project, and what others do to it meanwhile.
struct RoomWorld: World {
  let desk: ReviewDesk
  let reader: RoomReader
  let changes: ChangeWatcher
  let ranking: RankingAgain

  func perform(_ effect: Effect) async -> [Event] {
    switch effect {
    case .rankAgain(let cluster):
      let message = await ranking.rank(cluster)
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
        for await _ in changes.changes() { continuation.yield(await desk.refresh()) }
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}
