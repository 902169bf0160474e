/// What a terminal is told to make a role look like.
public struct Style: Hashable, Sendable {
  /// What can be shown without colours.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt32

    /// Makes a set from its bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Heavier letters.
    public static let bold = Attributes(rawValue: 1)
    /// A line below.
    public static let underline = Attributes(rawValue: 2)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 4)
  }

  /// Stands for the terminal's own foreground or background.
  public static let terminalColor = -1

  /// The number of the letters' colour, or `terminalColor`.
  public var foreground: Int
  /// The number of the background's colour, or `terminalColor`.
  public var background: Int
  /// What is told besides colours.
  public var attributes: Attributes
}
