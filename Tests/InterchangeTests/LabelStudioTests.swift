import Curation
import Foundation
import TestSupport
import Testing

@testable import Interchange

@Suite struct LabelStudioTests {
  @Test func `tasks and page lie beside each other`() throws {
    let folder = try TemporaryFolder()
    let items = try [QueueFixture.item(Instruction(id: "a", text: "Make tea.", input: "Milk"))]
    let paths = try QueueExport(.labelStudio).write(items, to: .file(path: folder.file("queue.json")))
    #expect(paths == [folder.file("queue.json"), folder.file("queue.config.xml")])
    #expect(try folder.names == ["queue.config.xml", "queue.json"])
    #expect(
      String(decoding: try folder.bytes(of: "queue.json"), as: UTF8.self) == """
        [
        {"data": {"item_id": "a", "instruction": "Make tea.", "input": "Milk", "source": "", "category": "", \
        "cluster": "3", "cluster_label": "tea · milk"}, "meta": {"item_id": "a", \
        "instruction": "Make tea.", "input": "Milk", "source": "", "category": "", "topic": "", \
        "subtopic": "", "cluster": "3", "cluster_label": "tea · milk", "cluster_size": 2, "rank": 1, \
        "candidates": 2, "decision": "accept", \
        "reason": "", "remark": "", "curator": "mira", "decided_at": "2026-11-22T09:41:00.250Z", \
        "model": "small", "position": 1}}
        ]

        """
    )
    let page = String(decoding: try folder.bytes(of: "queue.config.xml"), as: UTF8.self)
    #expect(page == QueueExport(.labelStudio).page(for: items).xml)
    #expect(!page.contains("rationale") && !page.contains("task_type"))
  }

  @Test func `every value that the page shows is in every task`() throws {
    let items = try QueueFixture.hostileItems()
    let export = QueueExport(.labelStudio, includesRationale: true)
    var bytes: [UInt8] = []
    try export.encode(items) { piece in bytes += piece }
    let tasks = try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: [String: Any]]] ?? []
    #expect(tasks.count == items.count)
    let shown = export.page(for: items).xml.matches(of: /value="\$(\w+)"/).map { String($0.1) }
    #expect(shown == ["instruction", "input", "rationale", "provenance"])
    for task in tasks {
      for name in shown { #expect(task["data"]?[name] is String) }
    }
    #expect(
      tasks.first?["data"]?["provenance"] as? String == "cluster 3 (2), rank 1 of 2, accepted by mira"
    )
  }

  @Test func `hostile categories stay inside their attributes`() throws {
    let categories = [
      "a\"/><x y=\"", "<b>&", "$instruction", "two\nlines", "bell\u{7}", "", "plain", "plain",
    ]
    let page = LabelStudioPage(categories: categories, showsRationale: false)
    let choices = page.xml.split(separator: "\n").filter { $0.contains("<Choice ") }.prefix(6)
    #expect(
      choices.map { $0.trimmingPrefix { $0 == " " } } == [
        #"<Choice value="&lt;b&gt;&amp;"/>"#,
        #"<Choice value="a&quot;/&gt;&lt;x y=&quot;"/>"#,
        "<Choice value=\"bell\u{FFFD}\"/>",
        #"<Choice value="plain"/>"#,
        #"<Choice value="two lines"/>"#,
        #"<Choice value="＄instruction"/>"#,
      ]
    )
  }

  @Test(arguments: [(1, false), (2, true), (30, true), (31, false)])
  func `categories are offered when there is a choice to make`(count: Int, isOffered: Bool) {
    let page = LabelStudioPage(categories: (0..<count).map { "kind \($0)" }, showsRationale: true)
    #expect(page.xml.contains("task_type") == isOffered)
  }

  @Test func `a text that Label Studio cannot hold is refused, and nothing is written`() throws {
    let folder = try TemporaryFolder()
    let items = try [QueueFixture.item(Instruction(id: "a", text: "b"), remark: "x\0y")]
    #expect(throws: InterchangeError.nulInExport(id: "a", field: "remark")) {
      try QueueExport(.labelStudio).write(items, to: .file(path: folder.file("queue.json")))
    }
    #expect(try folder.names.isEmpty)
  }
}
