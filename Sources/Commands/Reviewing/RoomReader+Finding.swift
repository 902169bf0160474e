import Curation
import ProjectStore
import Workbench

/// Searches, lists, and remembers filters by name.
extension RoomReader {
  /// Takes one step of a search.
  func search(_ request: SearchRequest) -> [Event] {
    answering(.found(SearchFinds(of: request, hits: [], next: nil))) {
      let step = try project.search(request.text, from: request.progress, limit: request.limit) {
        cluster,
        field in
        guard request.listing.place(of: cluster) != nil else { return false }
        return switch field {
        case .candidate, .label: true
        case .rationale: try clusters.showsRanking(of: cluster)
        case .note: try clusters.showsNote(of: cluster)
        }
      }
      let hits = step.hits.map { hit in
        let isAboutAll = hit.field == .label || hit.field == .note
        return Search.Hit(cluster: hit.cluster, candidate: isAboutAll ? nil : hit.id)
      }
      return .found(SearchFinds(of: request, hits: hits, next: step.next))
    }
  }

  /// Takes one step to find out which clusters a list is to hold.
  func list(_ request: ListRequest) -> [Event] {
    answering(.filtered(ListAnswer(to: request, numbers: nil))) {
      let step = try clusters.clusters(
        matching: request.query,
        in: request.choice.order,
        from: request.progress
      )
      return switch step {
      case .found(let numbers): .filtered(ListAnswer(to: request, numbers: numbers))
      case .unfinished(let progress): .filtered(ListAnswer(to: request, unfinished: progress))
      }
    }
  }

  /// Saves a filter under a name, for all curators of the project.
  func save(_ choice: ListChoice, as name: String) -> [Event] {
    answering(nil) {
      var filters = try savedFilters
      filters[name] = choice
      try project.save(setting: filters, as: Self.settingName)
      return .filterNamed(name, choice, known: filters.keys.sorted(), isSaved: true)
    }
  }

  /// Finds what is saved under a name.
  func recall(_ name: String) -> [Event] {
    answering(nil) {
      let filters = try savedFilters
      return .filterNamed(name, filters[name], known: filters.keys.sorted(), isSaved: false)
    }
  }

  private static let settingName = "filters"

  private var savedFilters: [String: ListChoice] {
    get throws { try project.setting(Self.settingName) ?? [:] }
  }

  /// Tells what came of it; what waits for an answer gets one even if nothing can be read.
  private func answering(_ refusal: Event?, _ body: () throws -> Event) -> [Event] {
    var isAnswered = false
    let events = reading {
      let event = try body()
      isAnswered = true
      return [event]
    }
    return isAnswered ? events : events + [refusal].compactMap(\.self)
  }
}
