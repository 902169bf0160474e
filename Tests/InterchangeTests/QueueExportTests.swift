import Curation
import Foundation
import TestSupport
import Testing

@testable import Interchange

@Suite struct QueueExportTests {
  private func text(_ export: QueueExport, _ items: [QueueItem]) throws -> String {
    var bytes: [UInt8] = []
    try export.encode(items) { piece in bytes += piece }
    return try #require(String(validating: bytes, as: UTF8.self))
  }

  private func items() throws -> [QueueItem] {
    [
      try QueueFixture.item(
        Instruction(id: "a-1", text: "Make tea.", input: "Milk", source: "web", category: "how_to"),
        topic: TopicPlace(
          topic: Topic(number: TopicNumber(2), label: "tea · cup", size: 9),
          subtopic: Topic(number: TopicNumber(2, 1), label: "milk", size: 5)
        )
      ),
      try QueueFixture.item(
        Instruction(id: "a-2", text: "=1+1"),
        position: 2,
        rationale: nil,
        verdict: .override,
        reason: .coverage,
        remark: "-x"
      ),
    ]
  }

  @Test func `lines have all keys in order and one type per key`() throws {
    #expect(
      try text(QueueExport(.jsonl), items()) == """
        {"item_id": "a-1", "instruction": "Make tea.", "input": "Milk", "source": "web", \
        "category": "how_to", "topic": "tea · cup", "subtopic": "milk", "cluster": "3", \
        "cluster_label": "tea · milk", "cluster_size": 2, "rank": 1, "candidates": 2, \
        "rationale": "Clear.", "decision": "accept", "reason": "", "remark": "", \
        "curator": "mira", "decided_at": "2026-11-22T09:41:00.250Z", "model": "small", "position": 1}
        {"item_id": "a-2", "instruction": "=1+1", "input": "", "source": "", \
        "category": "", "topic": "", "subtopic": "", "cluster": "3", \
        "cluster_label": "tea · milk", "cluster_size": 2, "rank": 0, "candidates": 0, \
        "rationale": "", "decision": "override", "reason": "coverage", "remark": "-x", \
        "curator": "mira", "decided_at": "2026-11-22T09:41:00.250Z", "model": "", "position": 2}

        """
    )
  }

  @Test func `tables guard formulas and say so`() throws {
    #expect(
      try text(QueueExport(.csv), items()) == """
        item_id,instruction,input,source,category,topic,subtopic,cluster,cluster_label,cluster_size,rank,candidates,\
        rationale,decision,reason,remark,curator,decided_at,model,position,guarded\r
        a-1,Make tea.,Milk,web,how_to,tea · cup,milk,3,tea · milk,2,1,2,Clear.,accept,,,mira,\
        2026-11-22T09:41:00.250Z,small,1,\r
        a-2,"'=1+1",,,,,,3,tea · milk,2,0,0,,override,coverage,"'-x",mira,\
        2026-11-22T09:41:00.250Z,,2,instruction remark\r

        """
    )
  }

  @Test(arguments: QueueFormat.allCases, [true, false])
  func `the rationale is a choice`(format: QueueFormat, includesRationale: Bool) throws {
    let export = QueueExport(format, includesRationale: includesRationale)
    #expect(try text(export, items()).contains("Clear.") == includesRationale)
    #expect(try text(export, items()).contains("rationale") == includesRationale)
    #expect(QueueExport(format).includesRationale == (format != .labelStudio))
  }

  @Test(arguments: [
    "=1+1", "@SUM(A1)", "+1", "-1", "\t=1", "＝1", " =1", "\"=1\"", "\n=1", "\r1", "\u{200B}＠x",
  ])
  func `no cell begins a formula`(text: String) throws {
    #expect(FormulaGuard.isNeeded(for: text))
    let table = try self.text(QueueExport(.csv), [QueueFixture.item(Instruction(id: "x", text: text))])
    #expect(table.contains("x,\"'" + text.replacing("\"", with: "\"\"") + "\","))
  }

  @Test(arguments: ["1", "a=b", "", "é", "(=1)", "'a"])
  func `ordinary cells stay as they are`(text: String) {
    #expect(!FormulaGuard.isNeeded(for: text))
  }

  @Test(arguments: [QueueFormat.jsonl, .csv])
  func `our own reader reads a queue back`(format: QueueFormat) throws {
    let items = try QueueFixture.hostileItems()
    let folder = try TemporaryFolder()
    let path = folder.file("queue." + format.fileExtension)
    #expect(try QueueExport(format).write(items, to: .file(path: path)) == [path])
    let reader = try PoolReader([.file(path: path)])
    var read: [Instruction] = []
    while let record = try reader.next() { read.append(record.instruction) }
    #expect(reader.report.problems.map(\.summary) == [])
    #expect(read.count == items.count)
    for (read, item) in zip(read, items) {
      #expect(read.id == item.instruction.id)
      #expect(read.text.utf8.elementsEqual(item.instruction.text.utf8))
      #expect(read.input.utf8.elementsEqual(item.instruction.input.utf8))
      #expect(read.source.utf8.elementsEqual(item.instruction.source.utf8))
      #expect(read.category.utf8.elementsEqual(item.instruction.category.utf8))
    }
  }

  @Test func `every line is one record for every reader of lines`() throws {
    let items = try QueueFixture.hostileItems()
    let exported = try text(QueueExport(.jsonl), items)
    let breaks: Set<Unicode.Scalar> = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{B}", "\u{C}"]
    let lines = exported.unicodeScalars.split(whereSeparator: breaks.contains)
    #expect(lines.count == items.count)
    for (line, item) in zip(lines, items) {
      let value = try JSONSerialization.jsonObject(with: Data(String(line).utf8)) as? [String: Any]
      #expect((value?["instruction"] as? String)?.utf8.elementsEqual(item.instruction.text.utf8) == true)
      #expect(value?["position"] as? Int == item.position)
      #expect(value?.count == QueueField.allCases.count)
    }
    let unsafe = exported.unicodeScalars.filter { scalar in
      scalar.properties.generalCategory == .control && scalar != "\n"
        || (0x202A...0x202E).contains(scalar.value)
    }
    #expect(unsafe.isEmpty)
  }

  @Test func `an empty queue is an empty file, but not for Label Studio`() throws {
    #expect(try text(QueueExport(.jsonl), []) == "")
    #expect(try text(QueueExport(.csv), []).hasSuffix("guarded\r\n"))
    #expect(throws: InterchangeError.nothingToExport) { try text(QueueExport(.labelStudio), []) }
  }
}
