import Clustering
import Curation
import Foundation
import ProjectStore
import Workbench

/// Reads what the pages of the room show.
struct PageReader {
  let clusters: ClusterReader

  private var project: Project { clusters.project }

  /// Whether nothing that compares curators with the ranker may be read.
  private var hidesRanker: Bool { clusters.policy.mode(of: clusters.curator) == .blind }

  /// Reads one page.
  func read(_ request: PageRequest) -> PageContent {
    do {
      return switch request.page {
      case .inspection: try inspection(request)
      case .duplicates: try duplicates(request)
      case .guide: try guide()
      case .queue: try queue()
      case .notes: try notes()
      case .statistics: .statistics(try StatisticsReader(project: project, hidesRanker: hidesRanker).read())
      default: .missing("There is nothing to read here.")
      }
    } catch let error as ProjectError {
      return .missing("\(error.summary) \(error.suggestion)")
    } catch {
      return .missing("\(error)")
    }
  }

  private func inspection(_ request: PageRequest) throws -> PageContent {
    guard let candidate = request.candidate, let row = try project.row(of: candidate) else {
      return .missing("Go to a candidate first.")
    }
    let ranks =
      request.showsRanking
      ? try project.ranks(of: candidate, in: request.cluster).map(Inspection.Rank.init) : []
    let runOddities =
      request.showsRanking
      ? try project.currentRun.map { run throws(ProjectError) in try project.runOddities(inRun: run.id) }
      : nil
    let tries =
      request.showsRanking
      ? try project.currentRun.map { run throws(ProjectError) in
        try project.tries(atCluster: request.cluster, inRun: run.id)
      } : nil
    // Before the own choice nobody else's may be seen either: it tells nearly as much as the ranking.
    let history = request.showsRanking ? try project.log(about: request.cluster) : []
    return .inspection(
      Inspection(
        candidate: candidate,
        row: row + 1,
        nearestAnnotated: try project.nearestAnnotated(to: candidate).map {
          Inspection.Annotated(id: $0.id, similarity: $0.similarity)
        },
        ranks: ranks,
        runOddities: runOddities ?? [],
        history: history,
        replies: (tries ?? []).filter { !$0.reply.isEmpty }.map(Inspection.Reply.init)
      )
    )
  }

  private func duplicates(_ request: PageRequest) throws -> PageContent {
    guard let candidate = request.candidate else { return .missing("Go to a candidate first.") }
    guard let summary = try project.embeddingSummary(),
      let near = try project.nearest(to: candidate, limit: 50)
    else { return .missing("The candidate has no embedding: handpick embed makes one.") }
    let neighbours = try near.compactMap { near -> Neighbour? in
      guard let instruction = try project.instruction(near.id) else { return nil }
      let cluster = try project.clusterNumber(of: near.id)
      return Neighbour(
        instruction: instruction,
        cluster: cluster,
        similarity: near.similarity,
        isPicked: try cluster.map {
          try request.showsRanking && clusters.showsRanking(of: $0) && project.isPicked(near.id)
        } ?? false
      )
    }
    return .duplicates(neighbours, encoder: summary.encoder.name)
  }

  private func guide() throws -> PageContent {
    guard let guide: String = try project.setting("guide"), !guide.isEmpty else {
      return .missing(
        """
        This project has no guide yet. A guide says in your team's words what makes an instruction worth an \
        answer. Write it in a text file, then:

        handpick guide \(project.typedPath) --set FILE
        """
      )
    }
    return .guide(guide)
  }

  private func notes() throws -> PageContent {
    let (records, total) = try project.notes(limit: 1000)
    let notes = try records.map { record in
      ClusterNote(
        cluster: record.cluster,
        label: record.label,
        curator: record.curator,
        time: record.time,
        text: try record.curator == clusters.curator || clusters.showsRanking(of: record.cluster)
          ? Self.beginning(of: record.text) : nil
      )
    }
    return .notes(notes, total: total)
  }

  /// As much of a note as a screen may hold.
  private static func beginning(of note: String) -> String {
    let end = note.unicodeScalars.index(note.startIndex, offsetBy: 4000, limitedBy: note.endIndex)
    guard let end, end < note.endIndex else { return note }
    return String(note.unicodeScalars[..<end]) + "…"
  }

  private func queue() throws -> PageContent {
    let (steps, total) = try project.pickingSteps(limit: 500)
    var picks: [QueuedPick] = []
    for step in steps {
      // Before the own choice what somebody else picked tells nearly as much as the ranking.
      guard
        try step.entry.curator == clusters.curator || clusters.showsRanking(of: step.entry.cluster)
      else { continue }
      for id in step.decision.picks {
        guard let instruction = try project.instruction(id) else { continue }
        picks.append(
          QueuedPick(
            instruction: instruction,
            cluster: step.entry.cluster,
            verdict: step.decision.verdict,
            curator: step.entry.curator
          )
        )
      }
    }
    for (index, other) in try duplicates(among: picks.map(\.instruction.id)) {
      picks[index].duplicateOf = other + 1
    }
    return .queue(picks, total: total)
  }
}

extension PageReader {
  /// Which of some instructions are as good as the same as another of them: places and those of the nearest.
  private func duplicates(among ids: [InstructionID]) throws -> [Int: Int] {
    var places: [Int] = []
    var values: [Float] = []
    for (place, id) in ids.enumerated() {
      guard let row = try project.row(of: id), let vector = try project.vector(ofRow: row) else { continue }
      places.append(place)
      values += vector
    }
    guard !places.isEmpty,
      let embeddings = Embeddings(
        count: places.count,
        dimensions: values.count / places.count,
        values: values
      )
    else { return [:] }
    let pairs = try Neighbours(among: embeddings).pairs
    return Dictionary(
      uniqueKeysWithValues: pairs.filter { Likeness(similarity: $0.similarity) == .same }
        .map { (places[$0.row], places[$0.nearest]) }
    )
  }
}

extension Inspection.Reply {
  fileprivate init(_ record: RankingRecord) {
    self.init(
      round: record.round,
      pass: record.pass,
      model: record.model,
      promptTokens: record.promptTokens,
      completionTokens: record.completionTokens,
      milliseconds: record.latency,
      requestHash: record.requestHash,
      shown: record.shown,
      order: (try? record.outcome.get())?.order ?? [],
      text: record.reply
    )
  }
}

extension Inspection.Rank {
  init(_ rank: CandidateRank) {
    var failure = ""
    if case .failure(let reason) = rank.rank { failure = "\(reason.category.rawValue): \(reason.detail)" }
    self.init(
      ranker: rank.origin.title,
      time: rank.time,
      rank: try? rank.rank.get(),
      shownAt: rank.origin == .length ? nil : rank.shownAt,
      failure: failure,
      round: rank.round,
      pass: rank.pass,
      oddities: rank.oddities
    )
  }
}
