import Curation
import Testing

@Suite struct QueueTests {
  @Test
  func `accepted and overridden picks stand in the order of their clusters, with how they came to be picked`()
    throws
  {
    var log = SampleLog()
    try log.decide(3, .override)
    try log.decide(1, .accept, by: "bob")
    try log.decide(2, .none)
    try log.decide(4, .skip)
    let queue = try Queue(
      clusters: (1...4).map(SampleLog.cluster),
      review: log.review,
      ranking: { number, _ in try SampleLog.ranking(number) },
      instruction: { Instruction(id: $0, text: "text of \($0.rawValue)") }
    )
    #expect(queue.items.map(\.instruction.id.rawValue) == ["p1", "q3"])
    #expect(queue.items.map(\.position) == [1, 2])
    #expect(queue.items.map(\.rank) == [1, 2])
    #expect(queue.items.map(\.decision) == [.accept, .override])
    #expect(queue.items.map(\.curator) == ["bob", "ada"])
    #expect(queue.items.map(\.rationale) == ["telling", ""])
    #expect(queue.items.allSatisfy { $0.model == "tiny" && $0.candidates == 2 })
  }
}
