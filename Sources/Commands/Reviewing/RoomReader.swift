import Curation
import ProjectStore
import Workbench

/// Reads what the room shows; several reads may go on side by side, beside the writing.
struct RoomReader {
  let clusters: ClusterReader

  private var project: Project { clusters.project }

  /// Does one reading and tells what came of it.
  func perform(_ effect: Effect) -> [Event] {
    switch effect {
    case .load(let numbers): load(numbers)
    case .list(let numbers): list(numbers)
    case .read(let request): [.pageRead(request.page, PageReader(project: project).read(request))]
    case .search(let text): search(text)
    case .record, .choose, .undo, .redo, .flag, .note, .savePlace, .edit, .suspend, .redraw: []
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

  private func list(_ numbers: [Int]) -> [Event] {
    reading { [.listed(try project.clusterSummaries(numbers).map(Workbench.ClusterSummary.init))] }
  }

  private func search(_ text: String) -> [Event] {
    reading {
      let hits = try project.search(text, limit: 1000)
      return [
        .found(Search(text: text, hits: hits.map { Search.Hit(cluster: $0.cluster, candidate: $0.id) }))
      ]
    }
  }

  private func reading(_ body: () throws -> [Event]) -> [Event] {
    do { return try body() } catch let error as ProjectError {
      return [.loadFailed("\(error.summary) \(error.suggestion)")]
    } catch { return [.loadFailed("\(error)")] }
  }
}

extension Workbench.ClusterSummary {
  init(_ summary: ProjectStore.ClusterSummary) {
    self.init(
      number: summary.number,
      label: summary.label,
      size: summary.size,
      isRanked: summary.ranking == .ranked,
      isFlagged: summary.isFlagged,
      hasNote: summary.hasNote
    )
  }
}
