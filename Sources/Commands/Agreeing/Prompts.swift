import ArgumentParser
import Foundation
import ModelClient
import TextUI

struct Prompts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompts",
    abstract: "List the prompts that a model can be asked with, or print one to make your own.",
    discussion: """
      handpick prompts handpick > own.txt writes the standard words as a file to edit; change its version with \
      them. handpick prompts own.txt checks it, and handpick rank --prompt own.txt asks with it. A run keeps \
      version, SHA-256 and words.

      handpick    asks for a whole order with reasons, under ids that are made anew for each question
      published   asks for the picks alone, by number, as the published selector does; for comparison
      """
  )

  @Argument(help: "The prompt to print: a name, or a file, which is checked.", completion: .file())
  var prompt: String?

  func run() throws {
    if let prompt {
      return Console.emit(Data(try RankingPrompt.load(prompt).source.utf8))
    }
    for name in RankingPrompt.names {
      let prompt = try RankingPrompt.load(name)
      let title: DisplayText = "\(untrusted: name)"
      Console.print(
        title.padded(to: 12) + "\(untrusted: prompt.version)  \(untrusted: prompt.form.rawValue)  "
          + "sha256 \(untrusted: prompt.hash)"
      )
    }
  }
}
