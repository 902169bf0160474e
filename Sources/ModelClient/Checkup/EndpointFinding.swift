/// What came of one look at an endpoint.
public struct EndpointFinding: Equatable, Sendable {
  /// What is looked at, in this order.
  public enum Check: String, CaseIterable, Sendable {
    /// Whether the host's name is known.
    case name
    /// Whether something answers at the address.
    case connection
    /// Whether the connection is private, and the server the one it says it is.
    case encryption
    /// Whether the key is taken.
    case key
    /// Whether the server has the model.
    case model
    /// Whether the model replies, and how soon; the figure is in milliseconds.
    case reply
    /// Whether the model is kept to a reply's schema.
    case schema
    /// How much the model can hold; the figure is in tokens.
    case context
    /// Whether replies come with the probabilities of their tokens.
    case probabilities
  }

  /// How good it is.
  public enum Outcome: String, Sendable {
    /// As it should be.
    case good
    /// Something to know about.
    case notable
    /// The endpoint cannot be used like this.
    case bad
  }

  /// What was looked at.
  public var check: Check
  /// How good it is.
  public var outcome: Outcome
  /// What came of it; it may quote the server, so it is untrusted text.
  public var result: String
  /// What to do about it, if anything.
  public var advice: String?
  /// The figure that was found, in the unit of the check.
  public var figure: Double?

  /// Makes a finding.
  public init(
    _ check: Check,
    _ outcome: Outcome,
    _ result: String,
    advice: String? = nil,
    figure: Double? = nil
  ) {
    self.check = check
    self.outcome = outcome
    self.result = result
    self.advice = advice
    self.figure = figure
  }
}
