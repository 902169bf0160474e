import Curation
import Foundation
import ProjectStore
import Workbench

/// Writes what the room decides, one thing after the other.
actor ReviewDesk {
  private let project: Project
  private let curator: String
  private let reader: RoomReader
  /// The newest place in the log that the room knows.
  private var last: Int64
  /// The newest try at a ranking that the room knows.
  private var lastAttempt: Int64
  /// How often runs had been begun or chosen when the room last looked.
  private var lastStart: Int

  init(project: Project, curator: String, reader: RoomReader, last: Int64) {
    self.project = project
    self.curator = curator
    self.reader = reader
    self.last = last
    lastAttempt = (try? project.lastAttempt()) ?? 0
    lastStart = (try? project.lastStart()) ?? 0
  }

  /// Does one thing and tells what came of it.
  func perform(_ effect: Effect) -> [Event] {
    switch effect {
    case .record(let request): record(request)
    case .choose(let ids, let cluster, let version): choose(ids, in: cluster, version)
    case .undo: step(project.nextUndo, "Nothing to undo.") { .undo(of: $0) }
    case .redo: step(project.nextRedo, "Nothing to redo.") { .redo(of: $0) }
    case .recordAll(let verdict, let clusters): recordAll(verdict, clusters)
    case .flag(let isFlagged, let cluster, let version): mark(.flag(isFlagged), cluster, version)
    case .note(let text, let cluster, let version): mark(.note(text), cluster, version)
    case .savePlace(let place): save(place)
    default: []
    }
  }

  /// How clusters stand that others touched since the room last looked.
  func refresh() -> [Event] {
    let (attempts, starts) = (lastAttempt, lastStart)
    lastAttempt = (try? project.lastAttempt()) ?? attempts
    lastStart = (try? project.lastStart()) ?? starts
    return news() + ((lastAttempt, lastStart) == (attempts, starts) ? [] : [.rankingsChanged])
  }

  private func record(_ request: DecisionRequest) -> [Event] {
    do throws(ProjectError) {
      return try append(.decide(request.decision), cluster: request.cluster, expecting: request.version)
    } catch .conflict {
      let standing =
        (try? reader.clusters.standing(of: request.cluster)) ?? Standing(cluster: request.cluster)
      return news() + [.overtaken(request, standing)]
    } catch {
      return [.notRecorded(request, because: "\(error.summary) \(error.suggestion)")]
    }
  }

  private func mark(_ event: ReviewEvent, _ cluster: Int, _ version: Int64) -> [Event] {
    do throws(ProjectError) {
      return try append(event, cluster: cluster, expecting: version)
    } catch .conflict(_, let other, _) {
      return news() + [.stepRefused("\(other) was here meanwhile. Look at the cluster, then do it again.")]
    } catch {
      return [.stepRefused("NOT SAVED: \(error.summary) \(error.suggestion)")]
    }
  }

  /// Keeps the own choice; from now on the ranker's opinion may be seen.
  private func choose(_ ids: [InstructionID], in cluster: Int, _ version: Int64) -> [Event] {
    do throws(ProjectError) {
      let events = try append(.choose(ids), cluster: cluster, expecting: version)
      return reader.load([cluster]) + events
    } catch .conflict {
      return reader.load([cluster]) + [.stepRefused("Somebody else was here meanwhile. Choose again.")]
    } catch {
      return [.stepRefused("\(error.summary) \(error.suggestion)")]
    }
  }

  private func step(
    _ find: (String) throws(ProjectError) -> LogEntry?,
    _ refusal: String,
    _ event: (Int64) -> ReviewEvent
  ) -> [Event] {
    do throws(ProjectError) {
      guard let act = try find(curator) else { return [.stepRefused(refusal)] }
      if case .decide(let decision) = act.event, let batch = decision.batch {
        return try step(event(0), batch: batch)
      }
      let version = try project.standing(of: act.cluster).version
      return try append(event(act.sequence), cluster: act.cluster, expecting: version, steppingOver: act)
    } catch .conflict(let cluster, let other, _) {
      return news() + [
        .stepRefused("\(other) changed cluster \(cluster) in the meantime. Look at it, then do it again.")
      ]
    } catch {
      return [.stepRefused("\(error.summary) \(error.suggestion)")]
    }
  }

  /// Takes back, or restores, all decisions of one stroke.
  private func step(_ event: ReviewEvent, batch: Int64) throws(ProjectError) -> [Event] {
    let isUndo = if case .undo = event { true } else { false }
    let clusters =
      isUndo
      ? try project.undo(batch: batch, by: curator, at: Clock.now)
      : try project.redo(batch: batch, by: curator, at: Clock.now)
    return news() + [.steppedAll(clusters, isUndo: isUndo, at: Clock.now)]
  }

  /// Decides about many clusters at one stroke.
  private func recordAll(_ verdict: Verdict, _ clusters: [Int]) -> [Event] {
    do {
      let stroke = BulkDecision(verdict: verdict, project: project, policy: reader.clusters.policy)
      let decided = try project.appendTogether(about: clusters, by: curator, at: Clock.now) {
        try stroke.decision(about: $0, batch: $1)
      }
      return news() + [.recordedAll(verdict, decided, at: Clock.now)]
    } catch let error as ProjectError {
      return [.stepRefused("NOT SAVED: \(error.summary) \(error.suggestion)")]
    } catch {
      return [.stepRefused("NOT SAVED: \(error)")]
    }
  }

  /// Adds an event to the log; what others added before it comes first.
  ///
  /// For an undo or a redo, `act` is what it is about.
  private func append(
    _ event: ReviewEvent,
    cluster: Int,
    expecting version: Int64,
    steppingOver act: LogEntry? = nil
  ) throws(ProjectError) -> [Event] {
    let entry = try project.append(event, cluster: cluster, by: curator, at: Clock.now, expecting: version)
    // The entry is on disk: that the rest cannot be read now must not make it look unsaved.
    let news = news(besides: cluster)
    let standing =
      (try? reader.clusters.standing(of: cluster)) ?? Standing(cluster: cluster, version: entry.sequence)
    return news + [act.map { .stepped(entry, over: $0, standing) } ?? .recorded(entry, standing)]
  }

  /// How clusters stand that were touched since the room last looked, but for one that it is told about otherwise.
  private func news(besides own: Int? = nil) -> [Event] {
    guard let changed = try? reader.clusters.standings(changedAfter: last) else { return [] }
    last = changed.last
    let standings = changed.standings.filter { $0.cluster != own }
    return standings.isEmpty ? [] : [.news(standings)]
  }

  private func save(_ place: Place) -> [Event] {
    // Where one was is a convenience: failing to keep it must not get in the way of leaving.
    if let data = try? JSONEncoder().encode(place) { try? project.save(place: data, of: curator) }
    return []
  }
}
