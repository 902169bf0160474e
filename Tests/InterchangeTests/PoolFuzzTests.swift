import Curation
import TestSupport
import Testing

@testable import Interchange

@Suite struct PoolFuzzTests {
  private static let seeds: [[UInt8]] =
    FieldMappingTests.samples.map { Array("\($0.record)\n\($0.record)\n".utf8) }
    + FieldMappingTests.samples.map { Array("[\($0.record),\n\($0.record)]".utf8) }
    + [
      Array("id,instruction,input\r\n1,\"a \"\"b\"\"\",c\r\n2,d,\"e\nf\"\r\n".utf8),
      Array("instruction\tinput\nä\t🐎\n\n\"b\"\tc\n".utf8),
      Array("\u{FEFF}{\n\"instruction\": \"\\ud83d\\udc0e\"\n}\n{\"instruction\": -1.5e3}".utf8),
    ]

  private static let tokens = [
    "\"", "\\", "\\u", "\\ud800", "{", "}", "[", "]", ",", ":", "\n", "\r\n", "\t", "\0", "null", "1e",
    "\u{2028}",
    "\"instruction\"", "\"id\":", "\"id\":1,",
  ].map { Array($0.utf8) }

  private static func mutated(_ bytes: [UInt8], with generator: inout SplitMix) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(contentsOf: tokens.randomElement(using: &generator) ?? [], at: place)
      case 3: bytes.removeSubrange(place...)
      case 4: bytes.insert(contentsOf: bytes[place...].prefix(40), at: place)
      default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      }
    }
    return bytes
  }

  @Test func `ten thousand damaged pools end in a report or in an error`() throws {
    var generator = SplitMix(state: 42)
    let folder = try TemporaryFolder()
    var outcomes = (reports: 0, errors: 0)
    for _ in 0..<10_000 {
      let bytes = Self.mutated(Self.seeds.randomElement(using: &generator) ?? [], with: &generator)
      var options = PoolOptions()
      options.format =
        Bool.random(using: &generator) ? PoolFormat.allCases.randomElement(using: &generator) : nil
      options.sampleSize = Int.random(in: 1...3, using: &generator)
      options.recordLimit = Bool.random(using: &generator) ? 50 : 1 << 20
      let reader = try PoolReader([.file(path: try folder.write(bytes, to: "pool"))], options: options)
      do throws(InterchangeError) {
        while let record = try reader.next() {
          let instruction = record.instruction
          #expect(!instruction.text.isEmpty && !instruction.text.utf8.contains(0))
          #expect(!instruction.id.rawValue.isEmpty && instruction.id.rawValue.utf8.count <= 200)
        }
        let report = reader.report
        let records = report.files.reduce(0) { $0 + $1.recordCount }
        #expect(report.acceptedCount + report.duplicateCount + report.problemCount == records)
        #expect(report.problems.allSatisfy { !$0.summary.isEmpty && $0.place.line >= 1 })
        outcomes.reports += 1
      } catch {
        #expect(!error.summary.isEmpty)
        outcomes.errors += 1
      }
    }
    #expect(outcomes.reports > 5_000 && outcomes.errors > 100)
  }

  @Test func `damaged gzip data end in a report or in an error`() throws {
    var generator = SplitMix(state: 7)
    let folder = try TemporaryFolder()
    let whole = try PoolReaderTests.packed()
    for _ in 0..<2_000 {
      let bytes = whole.prefix(2) + Self.mutated(Array(whole.dropFirst(2)), with: &generator)
      let reader = try PoolReader([.file(path: try folder.write(bytes, to: "pool"))])
      do throws(InterchangeError) {
        while try reader.next() != nil {}
      } catch {
        #expect(!error.summary.isEmpty)
      }
    }
  }
}
