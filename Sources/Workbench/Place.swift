/// Where a curator is in the room.
///
/// It is kept in the project so that one comes back to it.
public struct Place: Equatable, Codable, Sendable {
  /// The parts of the room that can hold the keys.
  public enum Pane: String, CaseIterable, Codable, Sendable {
    case clusters
    case candidates
    case text
    case rationale
  }

  /// The number of the cluster on screen.
  public var cluster: Int
  /// The candidate under the cursor, as its place in the list from 0.
  public var candidate: Int
  /// The pane that holds the keys.
  public var pane: Pane
  /// How many lines the text is scrolled down.
  public var textScroll: Int
  /// How many lines the rationale is scrolled down.
  public var rationaleScroll: Int

  /// Makes a place at the top of a cluster.
  public init(cluster: Int, candidate: Int = 0, pane: Pane = .candidates) {
    self.cluster = cluster
    self.candidate = candidate
    self.pane = pane
    self.textScroll = 0
    self.rationaleScroll = 0
  }
}
