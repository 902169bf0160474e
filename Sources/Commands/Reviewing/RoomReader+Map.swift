import Curation
import ProjectStore
import Workbench

extension RoomReader {
  /// Reads the map, to begin at a candidate.
  func readMap(_ candidate: InstructionID?) -> [Event] {
    let project = clusters.project
    let reader = MapReader(
      project: project,
      curator: clusters.curator,
      policy: clusters.policy,
      seed: clusters.seed
    )
    do {
      guard let map = try reader.map() else {
        let command = "handpick embed \(project.typedPath)"
        return [.mapRead(.missing("The pool has no embeddings yet, so it has no map. Next: \(command)"))]
      }
      return [.mapRead(.map(map, row: try candidate.flatMap { try project.row(of: $0) }))]
    } catch let error as any ExplainedError {
      return [.mapRead(.missing("\(error.summary) \(error.suggestion)"))]
    } catch {
      return [.mapRead(.missing("\(error)"))]
    }
  }

  /// Reads what a point of the map stands for.
  func locate(_ row: Int) -> [Event] {
    let project = clusters.project
    do {
      guard let instruction = try project.instruction(atRow: row) else { return [] }
      let number = try project.clusterNumber(of: instruction.id)
      let label = try number.flatMap { try project.clusterSummaries([$0]).first?.label }
      return [.located(MapSpot(row: row, instruction: instruction, label: label ?? ""))]
    } catch let error as ProjectError {
      return [.loadFailed("\(error.summary) \(error.suggestion)")]
    } catch {
      return [.loadFailed("\(error)")]
    }
  }
}
