/// Works on elements, several at a time, and hands over each outcome as it comes.
///
/// - Parameters:
///   - elements: What to work on; they are begun in their order.
///   - workers: How many are worked on at the same time, one at least.
///   - work: The work on one element.
///   - receive: Takes the place of an element and what came of it, one after the other. When it throws, nothing more
///     is begun.
/// - Throws: The first error of `work` or `receive`, when all that was begun is done.
public func workInParallel<Element: Sendable, Outcome: Sendable, Failure: Error>(
  on elements: [Element],
  workers: Int,
  work: @escaping @Sendable (Element) throws(Failure) -> Outcome,
  receive: (_ index: Int, Outcome) throws(Failure) -> Void
) async throws(Failure) {
  // A single worker needs no task beside the caller's.
  guard workers > 1, elements.count > 1 else {
    for (index, element) in elements.enumerated() { try receive(index, try work(element)) }
    return
  }
  var failure: Failure?
  await withTaskGroup(of: FinishedWork<Outcome, Failure>.self) { group in
    var rest = elements.indices[...]
    func begin() {
      guard let index = rest.popFirst() else { return }
      let element = elements[index]
      group.addTask {
        FinishedWork(index: index, result: Result { () throws(Failure) in try work(element) })
      }
    }
    for _ in 0..<workers { begin() }
    while failure == nil, let finished = await group.next() {
      do throws(Failure) {
        try receive(finished.index, try finished.result.get())
        begin()
      } catch { failure = error }
    }
  }
  if let failure { throw failure }
}

/// What came of an element. (Tuples as results of tasks are not safe: Swift 6.3 with optimisation gives wrong memory for
/// some.)
private struct FinishedWork<Outcome: Sendable, Failure: Error>: Sendable {
  var index: Int
  var result: Result<Outcome, Failure>
}
