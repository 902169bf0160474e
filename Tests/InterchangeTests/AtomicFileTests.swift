import Foundation
import TestSupport
import Testing

@testable import Interchange

@Suite struct AtomicFileTests {
  @Test func `a file appears as a whole and is private`() throws {
    let folder = try TemporaryFolder()
    let file = try AtomicFile(path: folder.file("queue.jsonl"))
    try file.write(Array("one ".utf8))
    #expect(try !folder.names.contains("queue.jsonl"))
    try file.write(Array("two".utf8))
    try file.commit()
    #expect(try folder.names == ["queue.jsonl"])
    #expect(try folder.bytes(of: "queue.jsonl") == Array("one two".utf8))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("queue.jsonl"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `without a commit the older file stays alone`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("old".utf8, to: "queue.csv")
    do {
      let file = try AtomicFile(path: path)
      try file.write(Array("new".utf8))
    }
    #expect(try folder.names == ["queue.csv"])
    #expect(try folder.bytes(of: "queue.csv") == Array("old".utf8))
  }

  @Test func `a link is replaced and what it points to is left alone`() throws {
    let folder = try TemporaryFolder()
    let target = try folder.write("target".utf8, to: "target")
    try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: target)
    let file = try AtomicFile(path: folder.file("link"))
    try file.write(Array("new".utf8))
    try file.commit()
    #expect(try folder.bytes(of: "target") == Array("target".utf8))
    #expect(try folder.bytes(of: "link") == Array("new".utf8))
  }

  @Test func `folders, devices and absent folders are refused`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.file("sub"), withIntermediateDirectories: false)
    #expect(throws: InterchangeError.notARegularFile(path: folder.file("sub"))) {
      _ = try AtomicFile(path: folder.file("sub"))
    }
    #expect(throws: InterchangeError.notARegularFile(path: "/dev/null")) {
      _ = try AtomicFile(path: "/dev/null")
    }
    let absent = folder.file("absent/queue.csv")
    #expect(throws: InterchangeError.cannotWrite(path: absent, errno: ENOENT)) {
      _ = try AtomicFile(path: absent)
    }
  }

  @Test func `an error while writing is told and leaves nothing behind`() {
    #expect(throws: InterchangeError.cannotWrite(path: "x", errno: EBADF)) {
      try [1, 2].write(to: -1, path: "x")
    }
  }

  @Test(arguments: [
    "", "../x", "a/../../x", "a\0b", "-rf", ".", "..", ".hidden", "a\nb", "a\u{202E}b", "a\\b",
    String(repeating: "é", count: 150),
  ])
  func `unsafe names are refused`(name: String) {
    #expect {
      try FileName(name)
    } throws: { error in
      guard case .unsafeName(name, _)? = error as? InterchangeError else { return false }
      return true
    }
  }

  @Test(arguments: ["queue.jsonl", "señal 2.csv", "日本語.json"])
  func `ordinary names are taken`(name: String) throws {
    #expect(try FileName(name).text == name)
  }
}
