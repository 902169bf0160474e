import Curation
import Foundation
import ProjectStore
import Workbench

/// Does what the room asks of the project, one thing after the other.
actor ReviewDesk {
  private let project: Project
  private let curator: String
  /// What the log amounts to, as far as the room knows it.
  private var review: Review

  init(project: Project, curator: String, review: Review) {
    self.project = project
    self.curator = curator
    self.review = review
  }

  /// Does one thing and tells what came of it.
  func perform(_ effect: Effect) -> [Event] {
    switch effect {
    case .load(let numbers): load(numbers)
    case .record(let request): record(request)
    case .undo: step(review.nextUndo(by: curator), "Nothing to undo.") { .undo(of: $0) }
    case .redo: step(review.nextRedo(by: curator), "Nothing to redo.") { .redo(of: $0) }
    case .savePlace(let place): save(place)
    case .search(let text): search(text)
    case .suspend, .redraw: []
    }
  }

  private func load(_ numbers: [Int]) -> [Event] {
    do throws(ProjectError) {
      var details: [ClusterDetail] = []
      for number in numbers { details.append(try detail(number)) }
      return [.loaded(details)]
    } catch {
      return [.loadFailed("\(error.summary) \(error.suggestion)")]
    }
  }

  private func detail(_ number: Int) throws(ProjectError) -> ClusterDetail {
    let cluster = try project.cluster(number)
    let instructions = try project.instructions(ids: cluster.candidates)
    return ClusterDetail(
      cluster: cluster,
      instructions: Dictionary(instructions.map { ($0.id, $0) }) { first, _ in first },
      outcome: try project.outcome(cluster: number)
    )
  }

  private func record(_ request: DecisionRequest) -> [Event] {
    do throws(ProjectError) {
      return try append(.decide(request.decision), cluster: request.cluster, expecting: request.version)
    } catch .conflict {
      return [.overtaken(request, news: (try? news()) ?? [])]
    } catch {
      return [.notRecorded(request, because: "\(error.summary) \(error.suggestion)")]
    }
  }

  private func step(
    _ step: Review.Step?,
    _ refusal: String,
    _ event: (Int64) -> ReviewEvent
  ) -> [Event] {
    guard let step else { return [.stepRefused(refusal)] }
    let cluster = step.entry.cluster
    do throws(ProjectError) {
      return try append(event(step.entry.sequence), cluster: cluster, expecting: review.version(of: cluster))
    } catch .conflict(_, let other, _) {
      return [
        .news((try? news()) ?? []),
        .stepRefused("\(other) changed cluster \(cluster) in the meantime. Look at it, then do it again."),
      ]
    } catch {
      return [.stepRefused("\(error.summary) \(error.suggestion)")]
    }
  }

  /// Adds an event to the log; what others added before it comes first.
  private func append(
    _ event: ReviewEvent,
    cluster: Int,
    expecting version: Int64
  ) throws(ProjectError) -> [Event] {
    let entry = try project.append(event, cluster: cluster, by: curator, at: Clock.now, expecting: version)
    // The entry is on disk: that others' entries cannot be read now must not make it look unsaved.
    let others = ((try? news()) ?? [entry]).filter { $0.sequence != entry.sequence }
    return (others.isEmpty ? [] : [.news(others)]) + [.recorded(entry)]
  }

  /// The entries that the room does not know yet.
  private func news() throws(ProjectError) -> [LogEntry] {
    let entries = try project.log(after: review.lastSequence)
    for entry in entries { review.apply(entry) }
    return entries
  }

  private func save(_ place: Place) -> [Event] {
    // Where one was is a convenience: failing to keep it must not get in the way of leaving.
    if let data = try? JSONEncoder().encode(place) { try? project.save(place: data, of: curator) }
    return []
  }

  private func search(_ text: String) -> [Event] {
    do throws(ProjectError) {
      let hits = try project.search(text, limit: 1000)
      return [
        .found(Search(text: text, hits: hits.map { Search.Hit(cluster: $0.cluster, candidate: $0.id) }))
      ]
    } catch {
      return [.loadFailed("\(error.summary) \(error.suggestion)")]
    }
  }
}
