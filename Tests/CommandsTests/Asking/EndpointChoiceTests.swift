import Curation
import ModelClient
import Preferences
import ProjectStore
import Testing

@testable import Commands

@Suite struct EndpointChoiceTests {
  private let known = EndpointProfiles([
    "team": EndpointProfile(address: "https://a.example/v1/", model: "m", key: .variable("TEAM")),
    "spare": EndpointProfile(address: "https://a.example", model: "n", key: .file("/spare")),
  ])

  @Test func `a name is looked up, an address is taken as it is`() throws {
    #expect(try known.profile(for: "team").key == .variable("TEAM"))
    let address = "https://a.example/v1/"
    #expect(try known.profile(for: address) == EndpointProfile(address: address, key: .standardVariables))
    #expect(try known.profile(for: "a.example:80").address == "a.example:80")
  }

  @Test(arguments: [
    ("taem", "Did you mean team?"), ("elsewhere", "The configuration has spare, team; an address begins"),
  ])
  func `a name that nobody gave is refused`(name: String, suggestion: String) throws {
    let error = try #require(throws: CommandError.self) { try known.profile(for: name) }
    #expect(error.summary == "There is no endpoint \"\(name)\".")
    #expect(error.suggestion.hasPrefix(suggestion))
    let none = try #require(throws: CommandError.self) { try EndpointProfiles().profile(for: name) }
    #expect(none.suggestion.hasPrefix("The configuration has no endpoints yet"))
  }

  private func setup(_ address: String, model: String) -> RankingRun.Setup {
    RankingRun.Setup(origin: .model(name: model), model: model, endpoint: address, promptHash: "")
  }

  @Test func `a project's model is asked again with the key of the profile that has its address`() throws {
    let profiles = known.names.compactMap { known.profiles[$0] }
    func key(_ address: String, _ model: String) throws -> KeySource {
      try RankingAgain.profile(of: setup(address, model: model), among: profiles).key
    }
    #expect(try key("https://a.example/v1", "m") == .variable("TEAM"))
    #expect(try key("https://a.example/v1", "n") == .file("/spare"))
    #expect(try key("https://a.example/v1", "other") == .file("/spare"))
  }

  @Test(arguments: ["https://b.example/v1", "https://a.example/v2", "http://a.example/v1"])
  func `an address that only the project names is not asked`(address: String) throws {
    let profiles = known.names.compactMap { known.profiles[$0] }
    let error = try #require(throws: CommandError.self) {
      try RankingAgain.profile(of: setup(address, model: "m"), among: profiles)
    }
    #expect(error.suggestion == "Open the room with --endpoint \(address) to ask there again.")
  }

  @Test func `an address on this machine is asked without any key`() throws {
    let profile = try RankingAgain.profile(of: setup("http://127.0.0.1:9/v1", model: "m"), among: [])
    #expect(profile == EndpointProfile(address: "http://127.0.0.1:9/v1"))
  }
}
