import Foundation
import ModelClient
import Testing

@Suite struct APIKeyTests {
  private let secret = "sk-canary-0123456789"

  @Test func `a key shows itself nowhere`() throws {
    let key = try APIKey(secret, from: "TEST")
    var dumped = ""
    dump(key, to: &dumped)
    dump([key], to: &dumped)
    let texts = [
      "\(key)", String(describing: key), String(reflecting: key), "\([key])", "\(key as Any)", dumped,
    ]
    for text in texts { #expect(!text.contains("canary")) }
    #expect(Mirror(reflecting: key).children.isEmpty)
  }

  @Test(arguments: ["", "  \n", "two words", "two\nlines", "bell\u{7}", "ключ", "del\u{7F}"])
  func `what cannot be a key is refused without being repeated`(text: String) {
    let error = #expect(throws: ModelError.self) { try APIKey(text, from: "SOME_VARIABLE") }
    #expect(error?.summary.contains("SOME_VARIABLE") == true)
    if text.count > 3 { #expect(error?.summary.contains(text) == false) }
  }

  @Test func `the first variable that is set and not empty counts`() throws {
    #expect(try APIKey.inEnvironment([:]) == nil)
    #expect(try APIKey.inEnvironment(["HANDPICK_API_KEY": "", "OPENAI_API_KEY": "abc"]) != nil)
    let ours = try APIKey.inEnvironment(["HANDPICK_API_KEY": "ok", "OPENAI_API_KEY": "not a key"])
    #expect(ours != nil)
    #expect(throws: ModelError.self) { try APIKey.inEnvironment(["OTHER": "a b"], variables: ["OTHER"]) }
  }

  @Test(arguments: [(0o600, true), (0o400, true), (0o640, false), (0o604, false), (0o622, false)])
  func `a key file must be its owner's alone`(mode: Int, isAccepted: Bool) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "key-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(
      FileManager.default.createFile(
        atPath: path,
        contents: Data("\(secret)\n".utf8),
        attributes: [.posixPermissions: mode]
      )
    )
    if isAccepted {
      _ = try APIKey.inFile(path)
    } else {
      let error = #expect(throws: ModelError.self) { try APIKey.inFile(path) }
      #expect(error == .keyFileShared(path: path, mode: String(mode, radix: 8)))
    }
  }

  @Test func `a missing file and a folder are no key files`() {
    #expect(throws: ModelError.self) { try APIKey.inFile("/nonexistent/key") }
    #expect(throws: ModelError.self) { try APIKey.inFile(FileManager.default.temporaryDirectory.path) }
  }
}
