public import CursesTerminal
import Foundation
import TextUI
public import Workbench

extension CursesTerminal: RoomDisplay {
  public func edit(_ text: String) -> EditedText {
    TextEditor(environment: ProcessInfo.processInfo.environment)
      .edit(text) { run(command: $0, argument: $1) }
  }

  public func use(themeNamed name: String) -> String? {
    do throws(ThemeError) {
      theme = try Theme.load(name)
      return nil
    } catch {
      return "\(error.summary) \(error.suggestion)"
    }
  }
}
