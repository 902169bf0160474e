import Foundation
import ScreenThread
import Testing

@Suite struct ScreenActorTests {
  /// Both ends of a new pipe.
  private func makePipe() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    return (ends[0], ends[1])
  }

  @Test func `work of many tasks runs on one thread`() async {
    let threads = await withTaskGroup(of: UInt.self) { group in
      for _ in 0..<200 { group.addTask { @ScreenActor in UInt(pthread_self()) } }
      return await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(threads.count == 1)
    #expect(!threads.contains(UInt(pthread_self())))
  }

  @Test func `what can be read wakes the thread, as often as there is something new`() async {
    let pipe = makePipe()
    defer { close(pipe.write) }
    let (bytes, arrived) = AsyncStream.makeStream(of: UInt8.self)
    write(pipe.write, "1", 1)
    let watch = ScreenActor.shared.watch(pipe.read) {
      var byte: UInt8 = 0
      read(pipe.read, &byte, 1)
      arrived.yield(byte)
    }
    var taken: [UInt8] = []
    for await byte in bytes {
      taken.append(byte)
      if taken.count == 3 { break }
      write(pipe.write, "2", 1)
    }
    #expect(taken == Array("122".utf8))
    watch.end()
    _ = await ScreenActor.run { close(pipe.read) }
  }

  @Test func `the end of what is read is told`() async {
    let pipe = makePipe()
    close(pipe.write)
    let (counts, arrived) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingOldest(1))
    let watch = ScreenActor.shared.watch(pipe.read) {
      var byte: UInt8 = 0
      arrived.yield(read(pipe.read, &byte, 1))
    }
    for await count in counts {
      #expect(count == 0)
      break
    }
    watch.end()
    _ = await ScreenActor.run { close(pipe.read) }
  }

  @Test func `what is watched no longer is not told`() async {
    let pipe = makePipe()
    let told = Counter()
    let watch = ScreenActor.shared.watch(pipe.read) { told.count += 1 }
    watch.end()
    write(pipe.write, "1", 1)
    await ScreenActor.run {}
    #expect(await told.count == 0)
    close(pipe.read)
    close(pipe.write)
  }
}

@ScreenActor private final class Counter {
  var count = 0
  nonisolated init() {}
}

extension ScreenActor {
  /// Does something on the actor, after all that waits there.
  fileprivate static func run<Result: Sendable>(_ body: @ScreenActor () -> Result) async -> Result {
    await body()
  }
}
