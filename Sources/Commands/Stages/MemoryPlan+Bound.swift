import Clustering

extension MemoryPlan {
  /// How many of the needs are told.
  private static let told = 3

  /// Sees that what is needed fits into a bound.
  ///
  /// - Parameters:
  ///   - bound: The bound.
  ///   - work: What the memory is for, to begin a sentence with.
  ///   - otherwise: What else can be done than to allow more.
  /// - Throws: `CommandError` when it does not fit.
  func check(_ bound: MemorySize, for work: String, otherwise: String) throws {
    guard least > bound.bytes else { return }
    let parts = needs.prefix(Self.told).map { "\(MemorySize(bytes: $0.bytes)) for \($0.name)" }
    throw CommandError(
      "\(work) needs at least \(MemorySize(bytes: least)) of memory where --memory allows \(bound): \(parts.joined(separator: ", ")).",
      suggestion: "Allow --memory \(MemorySize(bytes: least)), or \(otherwise)."
    )
  }
}
