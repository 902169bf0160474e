import Foundation
import FoundationXML
import TestSupport
import Testing

@Suite struct MapCommandTests {
  /// A demo project in a folder of its own.
  private func demo() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let outcome = try BuiltProgram.run("demo", "here", in: folder)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return folder
  }

  @Test func `the picture is well-formed, whole, and the same each time`() throws {
    let folder = try demo()
    for name in ["first.svg", "second.svg"] {
      let outcome = try BuiltProgram.run(
        "map",
        "here/demo.handpick",
        "--svg",
        name,
        "--cluster",
        "3",
        in: folder
      )
      #expect(outcome.status == 0)
      #expect(outcome.output.isEmpty && outcome.errors.contains("Wrote the map to \(name)."))
    }
    let bytes = try folder.bytes(of: "first.svg")
    #expect(XMLParser(data: Data(bytes)).parse())
    #expect(try folder.bytes(of: "second.svg") == bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("demo.handpick") && text.contains("PCA, ") && text.contains("cluster 3"))
    #expect(text.contains("this cluster"))
    #expect(try folder.names == ["first.svg", "here", "second.svg"])
  }

  @Test(arguments: [false, true])
  func `without a file it is drawn for eighty columns`(isASCII: Bool) throws {
    let folder = try demo()
    let arguments = ["map", "here/demo.handpick"] + (isASCII ? ["--ascii"] : [])
    let output = try BuiltProgram.run(arguments, in: folder).output
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].hasPrefix("PCA, ") && lines[1].contains("my picks"))
    #expect(lines.count > 15 && lines.allSatisfy { $0.count <= 80 })
    #expect(output.utf8.allSatisfy { $0 < 0x80 } == isASCII)
    #expect(output.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) } != isASCII)
  }

  @Test func `who may only read the project gets the map too`() throws {
    let folder = try demo()
    let path = folder.file("here/demo.handpick")
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
    #expect(try BuiltProgram.run("map", "here/demo.handpick", in: folder).output.hasPrefix("PCA, "))
  }

  @Test func `what is missing is said with what to do`() throws {
    let folder = try demo()
    let unknown = try BuiltProgram.run("map", "here/demo.handpick", "--cluster", "999", in: folder)
    #expect(unknown.status == 1 && unknown.errors.contains("999"))
    try BuiltProgram.run("new", "bare.handpick", in: folder)
    let bare = try BuiltProgram.run("map", "bare.handpick", in: folder)
    #expect(bare.status == 1 && bare.errors.contains("handpick embed bare.handpick"))
  }
}
