public import Foundation

/// What a curator noted about a cluster.
public struct ClusterNote: Equatable, Sendable {
  /// The number of the cluster.
  public var cluster: Int
  /// Its label, which is untrusted text.
  public var label: String
  /// Who wrote it.
  public var curator: String
  /// When.
  public var time: Date
  /// What is noted, which is untrusted text; nil while one is not to see it.
  public var text: String?

  /// Makes a note.
  public init(cluster: Int, label: String, curator: String, time: Date, text: String?) {
    self.cluster = cluster
    self.label = label
    self.curator = curator
    self.time = time
    self.text = text
  }
}
