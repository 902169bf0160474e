/// Numbers from 0 to 1 above, below or between others.
public struct DecimalRange: Equatable, Sendable {
  /// An end of a range.
  public struct End: Equatable, Sendable {
    /// The number.
    public var number: Double
    /// Whether the number itself lies in the range.
    public var isIncluded: Bool

    /// Makes an end.
    public init(_ number: Double, isIncluded: Bool) {
      self.number = number
      self.isIncluded = isIncluded
    }
  }

  /// Where it begins; nil where it is open.
  public var lower: End?
  /// Where it ends; nil where it is open.
  public var upper: End?

  /// Makes a range.
  public init(from lower: End? = nil, through upper: End? = nil) {
    self.lower = lower
    self.upper = upper
  }

  /// Reads `>0.9`, `>=0.9`, `<0.9`, `<=0.9` or `0.8..0.9`, of at most four decimals; nil for anything else.
  public init?(parsing text: String) {
    if text.hasPrefix(">="), let number = Self.number(text.dropFirst(2)) {
      self.init(from: End(number, isIncluded: true))
    } else if text.hasPrefix("<="), let number = Self.number(text.dropFirst(2)) {
      self.init(through: End(number, isIncluded: true))
    } else if text.hasPrefix(">"), let number = Self.number(text.dropFirst()) {
      self.init(from: End(number, isIncluded: false))
    } else if text.hasPrefix("<"), let number = Self.number(text.dropFirst()) {
      self.init(through: End(number, isIncluded: false))
    } else if let dots = text.firstRange(of: ".."), let lower = Self.number(text[..<dots.lowerBound]),
      let upper = Self.number(text[dots.upperBound...]), lower <= upper
    {
      self.init(from: End(lower, isIncluded: true), through: End(upper, isIncluded: true))
    } else {
      return nil
    }
  }

  private static func number(_ text: Substring) -> Double? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in
      (1...4).contains(part.utf8.count) && part.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    }
    guard isPlain, parts.count <= 2, parts[0].utf8.count == 1, let number = Double(text), number <= 1 else {
      return nil
    }
    return number
  }
}

extension DecimalRange: CustomStringConvertible {
  /// The range as one would type it.
  public var description: String {
    switch (lower, upper) {
    case (let lower?, let upper?): "\(lower.number)..\(upper.number)"
    case (let lower?, nil): ">\(lower.isIncluded ? "=" : "")\(lower.number)"
    case (nil, let upper?): "<\(upper.isIncluded ? "=" : "")\(upper.number)"
    case (nil, nil): ">=0"
    }
  }
}
