import ArgumentParser
import CursesTerminal
import Foundation
import ScreenThread
import TextUI

#if canImport(Glibc)
  import Glibc
#endif

struct Themes: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes",
    abstract: "Show the themes on screen, or print their contrast where there is no screen.",
    discussion:
      "n and p go through them, q leaves. Choose one with --theme, HANDPICK_THEME or :theme in the room."
  )

  @Argument(help: "A theme to begin with: a name, or a base16 scheme file.", completion: .file())
  var theme: String?

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  func run() async throws {
    let theme = try theme.map { name throws(ThemeError) in try Theme.load(name) }
    if isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
      try await show(theme)
    } else {
      Repertoire.$current.withValue(ascii ? .ascii : .unicode) { print(theme) }
    }
  }

  /// Prints every theme in a line, or all roles of one.
  private func print(_ theme: Theme?) {
    guard let theme else {
      for theme in Theme.all { Console.print(ThemeSample(of: theme, depth: .full).summary) }
      return
    }
    let lines = ThemeSample(of: theme, depth: .full).lines(columns: 80, isStyled: false)
    Console.emit(Data((lines.joined(separator: "\n") + "\n").utf8))
  }

  @ScreenActor
  private func show(_ first: Theme?) async throws {
    var gallery = ThemeGallery(first ?? .standard, Theme.all.filter { $0.name != (first ?? .standard).name })
    let terminal = try CursesTerminal(
      theme: gallery.theme,
      environment: ProcessInfo.processInfo.environment,
      repertoire: ascii ? .ascii : nil
    )
    defer { terminal.stop() }
    await Repertoire.$current.withValue(terminal.repertoire) {
      let (inputs, input) = AsyncStream.makeStream(of: [InputEvent].self)
      terminal.start { input.yield($0) }
      terminal.present(gallery.screen(size: terminal.size, depth: terminal.colorDepth))
      for await batch in inputs {
        for event in batch { gallery.take(event) }
        if gallery.isDone { break }
        if batch.contains(.key(.control("z"))) { terminal.suspend() }
        if batch.contains(.key(.control("l"))) { terminal.redraw() }
        if terminal.theme != gallery.theme { terminal.theme = gallery.theme }
        terminal.present(gallery.screen(size: terminal.size, depth: terminal.colorDepth))
      }
    }
  }
}
