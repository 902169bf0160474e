import Curation
import Testing

@testable import Clustering

@Suite struct MemoryPlanTests {
  private func plan(_ division: Division, of rows: Int, in pool: Int? = nil, annotated: Int = 0) -> MemoryPlan
  {
    MemoryPlan(division, of: rows, in: pool ?? rows, dimensions: 384, annotated: annotated, workers: 2)
  }

  @Test func `what is needed is told by its parts, the largest first`() {
    let plan = plan(Division(method: .coreset, clusters: 20_000), of: 1_000_000)
    #expect(plan.needs[0] == MemoryPlan.Need(name: "the vectors", bytes: 1_536_000_000))
    #expect(plan.needs[1] == MemoryPlan.Need(name: "rounded vectors", bytes: 800_000_000))
    #expect(plan.needs.map(\.bytes) == plan.needs.map(\.bytes).sorted(by: >))
    #expect(plan.least == plan.needs.reduce(0) { $0 + $1.bytes } && plan.needs.allSatisfy { $0.bytes > 0 })
  }

  @Test func `parts of a pool are copies, and what is annotated is one`() {
    let division = Division(method: .random, clusters: 10)
    let whole = plan(division, of: 1000).least
    #expect(plan(division, of: 900, in: 1000).least == whole + 900 * 384 * 4)
    #expect(plan(division, of: 900, in: 1000, annotated: 100).least == whole + 1000 * 384 * 4)
  }

  @Test func `neighbours take twice the vectors, topics hardly more than once`() {
    let vectors = 1_536_000_000
    #expect(MemoryPlan(neighboursOf: 1_000_000, dimensions: 384).least > 2 * vectors)
    let topics = MemoryPlan(topicsOf: 1_000_000, dimensions: 384, subtopics: 400, workers: 2).least
    #expect(topics > vectors && topics < vectors * 5 / 4)
  }

  @Test(arguments: DivisionMethod.allCases)
  func `a bound is kept from what is needed on`(method: DivisionMethod) throws {
    let division = Division(method: method, clusters: 20_000)
    let plan = plan(division, of: 1_000_000)
    #expect(plan.bounded(division, to: plan.least - 1, rows: 1_000_000, dimensions: 384, workers: 2) == nil)
    let least = try #require(
      plan.bounded(division, to: plan.least, rows: 1_000_000, dimensions: 384, workers: 2)
    )
    #expect(least.largestTable == 1_000_000)
    let most = try #require(
      plan.bounded(division, to: plan.least * 4, rows: 1_000_000, dimensions: 384, workers: 2)
    )
    #expect(most == division)
  }

  @Test func `a sample is smaller only where the usual one has no room, and never another than asked for`()
    throws
  {
    var division = Division(method: .diverse, clusters: 20_000)
    func sample(_ more: Int) throws -> Int? {
      let plan = plan(division, of: 1_000_000)
      return try #require(
        plan.bounded(division, to: plan.least + more, rows: 1_000_000, dimensions: 384, workers: 2)
      ).sampleSize
    }
    #expect(try sample(0) == 5000)
    #expect(try sample(12_000_000) ?? 0 > 5000)
    #expect(try sample(60_000_000) == 256 * 50)
    #expect(try sample(200_000_000) == nil)
    division.sampleSize = 30_000
    #expect(try sample(0) == 30_000)
    division.sampleSize = nil
    division.batchSize = 1024
    #expect(try sample(0) == nil)
  }

  @Test func `a sample is the same however many processors there are`() throws {
    let division = Division(method: .diverse, clusters: 20_000)
    let bound = plan(division, of: 1_000_000).least + 12_000_000
    let samples = try [1, 2, 8, 20].map { workers in
      let plan = MemoryPlan(division, of: 1_000_000, in: 1_000_000, dimensions: 384, workers: workers)
      let bounded = plan.bounded(division, to: bound, rows: 1_000_000, dimensions: 384, workers: workers)
      return try #require(bounded?.sampleSize)
    }
    #expect(Set(samples).count == 1 && samples[0] > 5000)
  }

  @Test func `the smallest pools are planned, too`() {
    for method in DivisionMethod.allCases {
      #expect(plan(Division(method: method, clusters: 1), of: 1).least > 0)
    }
  }

  @Test(arguments: [DivisionMethod.diverse, .similar])
  func `clusters do not depend on the bound where no sample is drawn`(method: DivisionMethod) async throws {
    var generator = SplitMix64(seed: 6)
    let embeddings = try randomEmbeddings(&generator, rows: 400, dimensions: 5)
    let division = Division(method: method, clusters: 40)
    let plan = MemoryPlan(division, of: 400, in: 400, dimensions: 5, workers: 2)
    let bounded = try #require(plan.bounded(division, to: plan.least, rows: 400, dimensions: 5, workers: 2))
    #expect(bounded.largestTable == 400)
    #expect(try await bounded.partition(embeddings) == division.partition(embeddings))
  }
}
