/// Which clusters a list shall hold: terms that must all fit.
///
/// Written as `state:open words:>40 -source:wiki,books "heat pump"`: terms are separated by spaces, a term's
/// alternatives by commas, `-` turns a term round, and quotes keep a value with spaces together. A value
/// without a name is looked for in the texts.
public struct ClusterQuery: Equatable, Sendable {
  /// The terms; a query without any fits every cluster.
  public var terms: [Term]

  /// Makes a query of terms.
  public init(terms: [Term] = []) { self.terms = terms }

  /// One condition, perhaps turned round.
  public struct Term: Equatable, Sendable {
    /// What is asked for.
    public var condition: Condition
    /// Whether the clusters that do not fit are meant.
    public var isNegated: Bool

    /// Makes a term.
    public init(_ condition: Condition, isNegated: Bool = false) {
      self.condition = condition
      self.isNegated = isNegated
    }
  }

  /// What a term asks for; of several values one must fit.
  public enum Condition: Equatable, Sendable {
    /// How the cluster stands.
    case state([State])
    /// Who made the decision that counts.
    case curator([String])
    /// Why the decision that counts was made.
    case reason([Reason])
    /// What there is about it.
    case has([Feature])
    /// The source of one of its candidates, as a whole and without regard to case.
    case source([String])
    /// The category of one of its candidates, or a topic that one belongs to, by its number, its label or one of the
    /// terms in that; as a whole and without regard to case.
    case topic([String])
    /// A part of its label.
    case label([String])
    /// A part of the instruction, input or id of one of its candidates, or of its label.
    case text([String])
    /// The number of words of its longest candidate, input included.
    case words([CountRange])
    /// The number of its candidates.
    case size([CountRange])
    /// The greatest similarity of one of its candidates to any other instruction of the pool.
    case similarity([ShareRange])
    /// How many of the ranker's passes agree about its first candidate; never fits where there was one pass.
    case confidence([ShareRange])
    /// How far the ranker's passes differ; never fits where there was one pass.
    case disagreement([ShareRange])
  }

  /// How a cluster can stand.
  public enum State: String, CaseIterable, Sendable {
    /// Nothing is decided, or only that it be looked at later.
    case open
    /// Something is decided.
    case decided
    case accepted
    case overridden
    case picked
    /// Nothing in it is worth an annotator.
    case none
    case skipped
  }

  /// What there can be about a cluster.
  public enum Feature: String, CaseIterable, Sendable {
    case flag
    case note
    /// A ranking in the current run.
    case ranking
    /// A candidate that is as good as the same as another instruction of the pool.
    case duplicate
    /// A candidate that is near another instruction of the pool, and the same as none.
    case near
  }
}

extension ClusterQuery {
  /// Whether it asks about rankings, which must not be told to everybody.
  public var asksAboutRankings: Bool {
    terms.contains {
      switch $0.condition {
      case .has(let features): features.contains(.ranking)
      case .confidence, .disagreement: true
      default: false
      }
    }
  }
}

extension ClusterQuery {
  /// Whether it asks how clusters were decided, which must not be told to everybody as it is.
  public var asksAboutVerdicts: Bool {
    terms.contains {
      switch $0.condition {
      case .state, .reason: true
      default: false
      }
    }
  }
}

extension ClusterQuery.State {
  /// The verdicts that it stands for; nil among them stands for no verdict.
  public var verdicts: [Verdict?] {
    switch self {
    case .open: [nil, .skip]
    case .decided: [.accept, .override, .pick, Verdict.none]
    case .accepted: [.accept]
    case .overridden: [.override]
    case .picked: [.pick]
    case .none: [Verdict.none]
    case .skipped: [.skip]
    }
  }
}

/// Numbers from one to another, both included; an end that is nil is open.
public struct CountRange: Equatable, Sendable {
  /// The least number.
  public var lower: Int?
  /// The greatest number.
  public var upper: Int?

  /// Makes a range.
  public init(from lower: Int? = nil, through upper: Int? = nil) {
    self.lower = lower
    self.upper = upper
  }

  /// Whether a number lies in it.
  public func contains(_ number: Int) -> Bool { number >= lower ?? .min && number <= upper ?? .max }
}
