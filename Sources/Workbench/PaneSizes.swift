/// How the curator wants the panes of the room; what is nil suits itself to the terminal.
public struct PaneSizes: Equatable, Codable, Sendable {
  /// The width of the list of clusters beside the candidates, in columns.
  public var clusterColumns: Int?
  /// The most rows of the list above the texts, heading included.
  public var listRows: Int?

  /// Makes sizes.
  public init(clusterColumns: Int? = nil, listRows: Int? = nil) {
    self.clusterColumns = clusterColumns
    self.listRows = listRows
  }
}
