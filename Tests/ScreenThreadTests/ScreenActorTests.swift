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
    let bytes = await Task { @ScreenActor in
      var bytes: [UInt8] = []
      write(pipe.write, "1", 1)
      for await _ in ScreenActor.shared.readiness(of: pipe.read) {
        var byte: UInt8 = 0
        read(pipe.read, &byte, 1)
        bytes.append(byte)
        if bytes.count == 3 { break }
        // From another thread, while this one sleeps.
        Task.detached { write(pipe.write, "2", 1) }
      }
      close(pipe.read)
      return bytes
    }.value
    #expect(bytes == Array("122".utf8))
  }

  @Test func `the end of what is read is told`() async {
    let pipe = makePipe()
    close(pipe.write)
    let count = await Task { @ScreenActor in
      for await _ in ScreenActor.shared.readiness(of: pipe.read) {
        var byte: UInt8 = 0
        return read(pipe.read, &byte, 1)
      }
      return -1
    }.value
    #expect(count == 0)
    close(pipe.read)
  }
}
