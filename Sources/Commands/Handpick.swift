public import ArgumentParser
import Foundation

/// The program with all its subcommands.
public struct Handpick: AsyncParsableCommand {
  /// What the help says.
  public static let configuration = CommandConfiguration(
    commandName: "handpick",
    abstract: "Pick the few instructions that are worth a human answer.",
    discussion: """
      Handpick cuts a pool of unlabelled instructions into clusters, lets a language model rank the candidates \
      of each, and puts you in charge of every pick. What you pick goes to annotators as a queue.

        handpick demo                         see it work, with no network and no key
        handpick run pool.jsonl --endpoint http://127.0.0.1:8091 --model NAME
        handpick review pool.handpick         decide
        handpick export pool.handpick --format jsonl --output queue.jsonl

      Exit status: 0 done, 1 failed, 2 stopped at a cap, 64 wrong usage.
      """,
    version: Version.current,
    groupedSubcommands: [
      CommandGroup(name: "Start", subcommands: [Demo.self, Run.self, New.self]),
      CommandGroup(
        name: "Stages",
        subcommands: [
          Import.self, Embed.self, ClusterPool.self, FindNeighbours.self, Rank.self, ReviewCommand.self,
          Export.self,
        ]
      ),
      CommandGroup(
        name: "Look and script",
        subcommands: [
          Status.self, SearchPool.self, Stats.self, Topics.self, Clusters.self, Inspect.self, Quality.self,
          Runs.self, Compare.self, Evaluate.self, MapCommand.self, Decide.self,
        ]
      ),
      CommandGroup(
        name: "Agree and adjust",
        subcommands: [
          Mode.self, Guide.self, Prompts.self, Models.self, Keys.self, Themes.self, Doctor.self,
        ]
      ),
    ]
  )

  /// Makes the command; the argument parser needs it.
  public init() {}
}

extension Handpick {
  /// Parses the command line, does what it says and ends the process with the documented status.
  public static func launch() async {
    // Projects hold other people's texts: what we create is for the user alone.
    umask(0o077)
    // A reader that goes away must not end us in the middle of a write.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error as any ExplainedError {
      Console.report(error)
      Foundation.exit(error.exitStatus)
    } catch {
      exit(withError: error)
    }
  }
}
