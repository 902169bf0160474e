import Curation
import ProjectStore
import Workbench

/// Reads what the room shows; several reads may go on side by side, beside the writing.
struct RoomReader {
  let clusters: ClusterReader

  var project: Project { clusters.project }

  /// Does one reading and tells what came of it.
  func perform(_ effect: Effect) -> [Event] {
    switch effect {
    case .load(let numbers): load(numbers)
    case .list(let numbers): list(numbers)
    case .read(let request): [.pageRead(request, PageReader(clusters: clusters).read(request))]
    case .search(let request): search(request)
    case .filter(let request): list(request)
    case .saveFilter(let name, let choice): save(choice, as: name)
    case .recallFilter(let name): recall(name)
    case .readMap(let candidate): readMap(candidate)
    case .locate(let row): locate(row)
    case .countAll(let verdict, let numbers): count(verdict, numbers)
    case .rankAgain, .cancelRanking, .record, .recordAll, .choose, .undo, .redo, .flag, .note, .savePlace,
      .edit, .suspend, .redraw, .useTheme:
      []
    }
  }

  /// Reads clusters with their texts.
  func load(_ numbers: [Int]) -> [Event] {
    reading {
      var details: [ClusterDetail] = []
      for number in numbers { details.append(try clusters.detail(number)) }
      return [.loaded(details)]
    }
  }

  private func count(_ verdict: Verdict, _ numbers: [Int]) -> [Event] {
    reading {
      let stroke = BulkDecision(verdict: verdict, project: project, policy: clusters.policy)
      return [
        .countedAll(verdict, try stroke.clusters(among: numbers, for: clusters.curator, seed: clusters.seed))
      ]
    }
  }

  private func list(_ numbers: [Int]) -> [Event] {
    reading {
      let summaries = try project.clusterSummaries(numbers)
      let small = summaries.filter { $0.size <= Self.mostInList }.map(\.number)
      let topics = try project.leadingTopics(ofClusters: small)
      return [.listed(summaries.map { Workbench.ClusterSummary($0, topic: topics[$0.number]) })]
    }
  }

  /// How many candidates a cluster may have for its topic to be looked for whenever it is listed.
  private static let mostInList = 1000

  func reading(_ body: () throws -> [Event]) -> [Event] {
    do { return try body() } catch let error as ProjectError {
      return [.loadFailed("\(error.summary) \(error.suggestion)")]
    } catch { return [.loadFailed("\(error)")] }
  }
}

extension Workbench.ClusterSummary {
  init(_ summary: ProjectStore.ClusterSummary, topic: Topic?) {
    self.init(
      number: summary.number,
      label: summary.label,
      size: summary.size,
      isRanked: summary.ranking == .ranked,
      isFlagged: summary.isFlagged,
      hasNote: summary.hasNote,
      topic: topic
    )
  }
}
