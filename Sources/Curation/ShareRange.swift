/// Shares of a whole, from one to another; an end that is nil is open.
public struct ShareRange: Equatable, Sendable {
  /// A share from 0 to 1, written as a fraction or as a decimal.
  public enum Share: Equatable, Sendable {
    /// So many of so many.
    case fraction(Int, of: Int)
    /// So many of a power of ten: 6 with 1 digit is 0.6.
    case decimal(Int, digits: Int)
  }

  /// Where a range ends.
  public struct End: Equatable, Sendable {
    /// The share.
    public var share: Share
    /// Whether the share itself lies in the range.
    public var isIncluded: Bool

    /// Makes an end.
    public init(_ share: Share, isIncluded: Bool = true) {
      self.share = share
      self.isIncluded = isIncluded
    }
  }

  /// The least share.
  public var lower: End?
  /// The greatest share.
  public var upper: End?

  /// Makes a range.
  public init(from lower: End? = nil, to upper: End? = nil) {
    self.lower = lower
    self.upper = upper
  }

  /// The fraction that is meant and no other, though it be as large: 3/3 is not 5/5.
  public var exact: Confidence? {
    guard lower == upper, case .fraction(let part, let whole)? = lower?.share else { return nil }
    return Confidence(agreeing: part, passes: whole)
  }
}

extension ShareRange.Share {
  /// The share as a part of a whole; the whole is at least 1.
  public var ratio: (part: Int, whole: Int) {
    switch self {
    case .fraction(let part, let whole): (part, max(1, whole))
    case .decimal(let part, let digits): (part, (0..<digits).reduce(1) { whole, _ in whole * 10 })
    }
  }

  /// The share from 0 to 1.
  public var value: Double { Double(ratio.part) / Double(ratio.whole) }

  /// Reads `2/3`, `0.6`, `0` or `1`; nil for anything else, and for what is greater than 1.
  fileprivate init?(parsing text: some StringProtocol) {
    func number(_ digits: Substring) -> Int? {
      guard 1...6 ~= digits.utf8.count, digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
      return Int(digits)
    }
    let text = Substring(text)
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard let part = number(parts[0]), let whole = number(parts[1]), part <= whole, whole > 0 else {
        return nil
      }
      self = .fraction(part, of: whole)
      return
    }
    let halves = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = number(halves[0]), whole <= 1 else { return nil }
    guard halves.count == 2 else {
      self = .decimal(whole, digits: 0)
      return
    }
    guard number(halves[1]) != nil else { return nil }
    let digits = halves[1].count - halves[1].reversed().prefix { $0 == "0" }.count
    let part = number(halves[1].prefix(digits)) ?? 0
    guard part == 0 || whole == 0 else { return nil }
    self = part == 0 ? .decimal(whole, digits: 0) : .decimal(part, digits: digits)
  }
}

extension ShareRange {
  /// Reads `2/3`, `0.6`, `>2/3`, `>=0.6`, `<2/3`, `<=0.6` or `0.2..2/3`; nil for anything else.
  public init?(parsing text: String) {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false)
    if ends.count == 2 {
      guard let lower = Share(parsing: ends[0]), let upper = Share(parsing: ends[1]) else { return nil }
      guard lower.ratio.part * upper.ratio.whole <= upper.ratio.part * lower.ratio.whole else { return nil }
      self.init(from: End(lower), to: End(upper))
      return
    }
    let sign = text.prefix { "<>=".contains($0) }
    guard let share = Share(parsing: text.dropFirst(sign.count)) else { return nil }
    switch sign {
    case "": self.init(from: End(share), to: End(share))
    case ">": self.init(from: End(share, isIncluded: false))
    case ">=": self.init(from: End(share))
    case "<": self.init(to: End(share, isIncluded: false))
    case "<=": self.init(to: End(share))
    default: return nil
    }
  }
}

extension ShareRange.Share: CustomStringConvertible {
  /// The share as one would type it.
  public var description: String {
    switch self {
    case .fraction(let part, let whole): return "\(part)/\(whole)"
    case .decimal(let part, let digits):
      let text = String(repeating: "0", count: max(0, digits + 1 - "\(part)".count)) + "\(part)"
      return digits == 0 ? text : text.dropLast(digits) + "." + text.suffix(digits)
    }
  }
}

extension ShareRange: CustomStringConvertible {
  /// The range as one would type it.
  public var description: String {
    switch (lower, upper) {
    case (let lower?, let upper?): lower == upper ? "\(lower.share)" : "\(lower.share)..\(upper.share)"
    case (let lower?, nil): (lower.isIncluded ? ">=" : ">") + "\(lower.share)"
    case (nil, let upper?): (upper.isIncluded ? "<=" : "<") + "\(upper.share)"
    case (nil, nil): ">=0"
    }
  }
}
