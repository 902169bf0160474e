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
  /// Which clusters are listed, and in which order.
  public var list = ListChoice()
  /// How large the panes are wanted.
  public var panes = PaneSizes()

  /// Makes a place at the top of a cluster.
  public init(cluster: Int, candidate: Int = 0, pane: Pane = .candidates) {
    self.cluster = cluster
    self.candidate = candidate
    self.pane = pane
    self.textScroll = 0
    self.rationaleScroll = 0
  }

  /// Reads a place that this version, or one before or after it, has stored: what is not there, or is not
  /// understood, is as at the top of the cluster.
  ///
  /// - Throws: That there is not even a cluster.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func value<Value: Decodable>(_ key: CodingKeys, else standard: Value) -> Value {
      (try? values.decodeIfPresent(Value.self, forKey: key)) ?? standard
    }
    self.init(cluster: try values.decode(Int.self, forKey: .cluster))
    candidate = max(0, value(.candidate, else: candidate))
    pane = value(.pane, else: pane)
    textScroll = max(0, value(.textScroll, else: textScroll))
    rationaleScroll = max(0, value(.rationaleScroll, else: rationaleScroll))
    list = value(.list, else: list)
    panes = value(.panes, else: panes)
  }

  /// Goes to the top of another cluster; what is not about one cluster alone stays as it is.
  mutating func go(toCluster number: Int) {
    cluster = number
    candidate = 0
    textScroll = 0
    rationaleScroll = 0
  }
}
