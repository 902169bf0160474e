import Curation
import Fingerprint

/// The order in which a pass shows the candidates of a cluster.
///
/// Models favour places, so the passes show one base order from places that are evenly spaced, the last of each
/// step backwards. The base orders of as many clusters as there are candidates are rotations of each
/// other: each place of a cluster is first equally often, whatever the seed.
struct PassRotation: Equatable {
  /// The places of the candidates in the cluster, from 0, in the order shown.
  let places: [Int]

  /// Works out the order; nil where there is only one pass, whose order is random.
  ///
  /// - Parameters:
  ///   - count: The number of candidates.
  ///   - pass: The number of the pass, from 1.
  ///   - plan: All passes.
  ///   - cluster: The number of the cluster, from 1.
  ///   - key: Decides the base orders.
  init?(of count: Int, pass: Int, in plan: PassPlan, cluster: Int, key: String) {
    guard !plan.isSingle, count > 0 else { return nil }
    let (block, turn) = (cluster - 1).quotientAndRemainder(dividingBy: count)
    var generator = SeededGenerator(key: "\(key)/\(block)")
    let base = generator.shuffled(Array(0..<count)).rotated(by: turn)
    let slots = plan == .adaptive ? Self.adaptiveSlots : Array(0..<plan.steps[0])
    let rotated = base.rotated(by: count * slots[(pass - 1) % slots.count] / slots.count)
    places = plan.steps.contains(pass) ? rotated.reversed() : rotated
  }

  /// Where passes begin, in ninths of the candidates: the first three evenly, the others between them.
  ///
  /// Rounded down, the first five differ from five candidates on.
  private static let adaptiveSlots = [0, 3, 6, 5, 8, 1, 2, 4, 7]

  /// The candidates of a cluster, which stand in its order, in the order shown.
  func order<Candidate>(of candidates: [Candidate]) -> [Candidate] {
    places.map { candidates[$0] }
  }
}

extension Array {
  /// The elements from a place on, then those before it.
  fileprivate func rotated(by places: Int) -> [Element] { Array(self[places...] + self[..<places]) }
}
