import ArgumentParser
import ModelClient
import TextUI

struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look whether an endpoint can rank: reachable, key, model, schema, context, speed.",
    discussion: """
      Sends ten short requests at most, one of them as long as those of a ranking when nothing else tells how \
      much the model can hold. Nothing of a project is sent. Exit status 1 when the endpoint cannot be used.
      """
  )

  @OptionGroup var asked: EndpointOptionGroup

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard asked.endpoint != nil else {
      throw ValidationError("Name an --endpoint, by its address or its name in your configuration.")
    }
  }

  func run() async throws {
    guard let endpoint = asked.endpoint, let profile = try asked.profile else { return }
    var findings: [EndpointFinding] = []
    if !json { Console.print("\(untrusted: endpoint)\(untrusted: profile.model.map { ", " + $0 } ?? "")") }
    try await EndpointCheckup.run(on: profile) { finding in
      findings.append(finding)
      if !json { Self.print(finding) }
    }
    let report = Report(endpoint: try profile.base, findings: findings)
    if json {
      try JSONOutput.print(report)
    } else {
      Console.print("\(report.isUsable ? "It can rank." : "It cannot rank like this.")")
    }
    guard report.isUsable else { throw ExitCode.failure }
  }

  private static func print(_ finding: EndpointFinding) {
    let mark =
      switch finding.outcome {
      case .good: "ok  "
      case .notable: "note"
      case .bad: "BAD "
      }
    let check = finding.check.rawValue.padding(to: 15)
    Console.print("  \(untrusted: mark)  \(untrusted: check)\(untrusted: finding.result)")
    if let advice = finding.advice {
      Console.print("\(untrusted: "".padding(to: 23))\(untrusted: advice)")
    }
  }
}

extension Doctor {
  /// What was found, for other programs.
  struct Report: Encodable {
    struct Entry: Encodable {
      var check: String
      var outcome: String
      var result: String
      var advice: String?
      var figure: Double?
    }

    var endpoint: String
    var isUsable: Bool
    var checks: [Entry]

    init(endpoint: String, findings: [EndpointFinding]) {
      self.endpoint = endpoint
      // Whatever could not be looked at was stopped by something bad.
      isUsable = !findings.contains { $0.outcome == .bad }
      checks = findings.map { finding in
        Entry(
          check: finding.check.rawValue,
          outcome: finding.outcome.rawValue,
          result: finding.result,
          advice: finding.advice,
          figure: finding.figure
        )
      }
    }
  }
}

extension String {
  fileprivate func padding(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - count))
  }
}
