/// Places of which each is held by one task at a time; who finds all taken waits in line.
actor Slots {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Opens so many.
  init(_ count: Int) {
    free = max(1, count)
  }

  /// Runs an operation in a place of its own.
  nonisolated func hold<Value: Sendable>(_ operation: () async throws -> Value) async rethrows -> Value {
    await take()
    do {
      let value = try await operation()
      await giveBack()
      return value
    } catch {
      await giveBack()
      throw error
    }
  }

  private func take() async {
    guard free == 0 else {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func giveBack() {
    // Whoever is next gets the place itself: nobody who comes now can be quicker.
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
