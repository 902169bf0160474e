import Curation
import Foundation
import TestSupport
import Testing

@testable import Interchange

/// The `bin` folder of a virtual environment with `label-studio==1.23.2`.
private let binFolder = ProcessInfo.processInfo.environment["HANDPICK_LABEL_STUDIO"]

@Suite(
  .serialized,
  .enabled(
    if: binFolder != nil,
    "needs Label Studio: pip install label-studio==1.23.2, then set HANDPICK_LABEL_STUDIO to the bin folder"
  )
)
struct LabelStudioServerTests {
  @Test(arguments: [false, true])
  func `the real server takes a hostile queue and gives it back byte for byte`(showsRationale: Bool)
    async throws
  {
    let server = try LabelStudioServer(binFolder: #require(binFolder))
    try await server.waitUntilReady()
    let folder = try TemporaryFolder()
    let items = try QueueFixture.hostileItems()
    try QueueExport(.labelStudio, includesRationale: showsRationale)
      .write(items, to: .file(path: folder.file("queue.json")))
    let page = String(decoding: try folder.bytes(of: "queue.config.xml"), as: UTF8.self)
    #expect(page.contains("task_type"))

    let project = try JSONSerialization.data(withJSONObject: ["title": "queue", "label_config": page])
    let created = try await server.send("POST", "api/projects/", body: project)
    #expect(created.status == 201, "\(String(decoding: created.body, as: UTF8.self))")
    let id = try #require(try created.object["id"] as? Int)
    let validated = try await server.send(
      "POST",
      "api/projects/\(id)/validate/",
      body: JSONSerialization.data(withJSONObject: ["label_config": page])
    )
    #expect(validated.status == 200)

    let tasks = Data(try folder.bytes(of: "queue.json"))
    let imported = try await server.send(
      "POST",
      "api/projects/\(id)/import?return_task_ids=true",
      body: tasks
    )
    #expect(imported.status == 201, "\(String(decoding: imported.body, as: UTF8.self))")
    #expect(try imported.object["task_count"] as? Int == items.count)
    #expect(try imported.object["annotation_count"] as? Int == 0)
    #expect(try imported.object["prediction_count"] as? Int == 0)

    let exported = try await server.send(
      "GET",
      "api/projects/\(id)/export?exportType=JSON&download_all_tasks=true"
    )
    let held = try exported.list.sorted { ($0["id"] as? Int ?? 0) < ($1["id"] as? Int ?? 0) }
    #expect(held.count == items.count)
    for (task, item) in zip(held, items) {
      let data = try #require(task["data"] as? [String: Any])
      let meta = try #require(task["meta"] as? [String: Any])
      let instruction = item.instruction
      #expect((data["instruction"] as? String)?.utf8.elementsEqual(instruction.text.utf8) == true)
      #expect((data["input"] as? String)?.utf8.elementsEqual(instruction.input.utf8) == true)
      #expect((meta["remark"] as? String)?.utf8.elementsEqual(item.remark.utf8) == true)
      #expect(data["item_id"] as? String == instruction.id.rawValue)
      #expect(meta["position"] as? Int == item.position)
      let rationale = (data["rationale"] as? String)?.utf8.elementsEqual(item.rationale.utf8)
      #expect(rationale == (showsRationale ? true : nil))
    }
  }
}
