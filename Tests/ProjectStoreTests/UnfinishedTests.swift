import Curation
import Foundation
import Testing

@testable import ProjectStore

@Suite struct UnfinishedTests {
  let fixture: ProjectFixture

  init() throws { fixture = try ProjectFixture(count: 6) }

  private func work(of stage: Stage.Name, _ request: [String: String] = ["seed": "1"]) throws -> Data? {
    try fixture.reopened().unfinishedWork(of: stage, for: request)
  }

  private func keep(_ text: String, of stage: Stage.Name) throws {
    try fixture.project.keep(unfinished: Data(text.utf8), of: stage, for: ["seed": "1"])
  }

  @Test func `what a stage had done is there for an equal request alone, the last of it`() throws {
    #expect(try work(of: .cluster) == nil)
    try keep("half", of: .cluster)
    try keep("more", of: .cluster)
    #expect(try work(of: .cluster) == Data("more".utf8))
    #expect(try work(of: .cluster, ["seed": "2"]) == nil)
    #expect(try work(of: .cluster, ["seed": "1", "starts": "3"]) == nil)
    #expect(try work(of: .neighbours) == nil)
  }

  @Test func `a stage that is done has nothing unfinished, others may`() throws {
    try keep("half", of: .cluster)
    try keep("some", of: .neighbours)
    try fixture.divide(into: 2)
    #expect(try work(of: .cluster) == nil)
    #expect(try work(of: .neighbours) == Data("some".utf8))
  }

  @Test func `other vectors leave nothing to go on from`() throws {
    try keep("half", of: .cluster)
    try keep("some", of: .neighbours)
    let vectors = try #require(Embeddings(count: 6, dimensions: 1, values: [1, 2, 3, 4, 5, 6]))
    try fixture.project.save(
      vectors,
      encoder: EncoderDescription(name: "other", version: "1"),
      stage: ProjectFixture.stage(.embed)
    )
    #expect(try work(of: .cluster) == nil && work(of: .neighbours) == nil)
  }
}
