import Clustering
import Testing

@testable import Commands

@Suite struct MemorySizeTests {
  @Test(arguments: [
    ("2GB", 2_000_000_000), ("512MB", 512_000_000), ("512 mb", 512_000_000), ("1.5GiB", 1_610_612_736),
    ("0.25gb", 250_000_000),
  ])
  func `an amount is a number with a unit`(text: String, bytes: Int) {
    #expect(MemorySize(argument: text)?.bytes == bytes)
  }

  @Test(arguments: [
    "", "2", "GB", "-1GB", "0GB", "2 bananas", "1e400GB", "nanGB", "1..5GB", "9999999TB", "٢GB",
  ])
  func `anything else is refused`(text: String) {
    #expect(MemorySize(argument: text) == nil)
  }

  @Test(arguments: [
    (1, "1MB"), (512_000_000, "512MB"), (999_000_001, "1.00GB"), (2_050_000_000, "2.05GB"),
    (2_050_000_001, "2.06GB"),
  ])
  func `it is told rounded up, so that what is told is enough`(bytes: Int, text: String) {
    #expect(MemorySize(bytes: bytes).description == text)
    #expect(MemorySize(argument: text)?.bytes ?? 0 >= bytes)
  }

  @Test func `what does not fit is told with what takes it and what to do`() throws {
    let plan = MemoryPlan(neighboursOf: 1_000_000, dimensions: 384)
    try plan.check(MemorySize(bytes: plan.least), for: "This", otherwise: "that")
    let error = #expect(throws: CommandError.self) {
      try plan.check(MemorySize(bytes: 2_000_000_000), for: "This", otherwise: "do without")
    }
    let least = MemorySize(bytes: plan.least)
    #expect(
      error?.summary
        == "This needs at least \(least) of memory where --memory allows 2.00GB: 1.54GB for a copy of the vectors at length 1, 1.54GB for the vectors, 160MB for notes on instructions."
    )
    #expect(error?.suggestion == "Allow --memory \(least), or do without.")
  }
}
