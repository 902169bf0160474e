/// The labelling page for Label Studio (measured with 1.23.2): the instruction, its input, and a box to answer in.
public struct LabelStudioPage: Equatable, Sendable {
  static let rationaleKey = "rationale"
  static let provenanceKey = "provenance"

  /// The most categories that are offered as choices; with more the page has none.
  static let categoryLimit = 30

  /// The page as XML, for the project's labelling configuration.
  public let xml: String

  /// Makes a page.
  ///
  /// - Parameters:
  ///   - categories: The kinds of task that annotators may choose from, in any order; with fewer than two or
  ///     more than 30 different ones there is nothing to choose.
  ///   - showsRationale: Whether the ranker's rationale is on the page. Every task must then have one.
  public init(categories: some Sequence<String>, showsRationale: Bool) {
    let choices = Set(categories.lazy.map(Self.displayable).filter { !$0.isEmpty }).sorted()
    let isChoice = (2...Self.categoryLimit).contains(choices.count)
    xml = """
      <View>
        <Header value="Write a response to this instruction"/>
        <Text name="instruction" value="$instruction"/>
        <Header size="5" value="Input"/>
        <Text name="input" value="$input"/>
      \(showsRationale ? Self.rationale : "")\(isChoice ? Self.taskType(choices) : "")\
        <Header size="5" value="Response"/>
        <TextArea name="response" toName="instruction" rows="8" editable="true"
                  maxSubmissions="1" required="true"
                  requiredMessage="Write a response, or skip the task."
                  placeholder="Write the response here"/>
        <Header size="5" value="Problems with the instruction"/>
        <Choices name="problem" toName="instruction" choice="multiple" showInline="true">
          <Choice value="unclear"/>
          <Choice value="unsafe"/>
          <Choice value="not answerable"/>
        </Choices>
        <TextArea name="note" toName="instruction" rows="2" maxSubmissions="1"
                  placeholder="A note for the curator"/>
      </View>

      """
  }

  private static let rationale = """
      <Collapse accordion="false" open="true">
        <Panel value="Why this instruction was selected">
          <Text name="\(rationaleKey)" value="$\(rationaleKey)"/>
          <Text name="\(provenanceKey)" value="$\(provenanceKey)"/>
        </Panel>
      </Collapse>

    """

  private static func taskType(_ choices: [String]) -> String {
    let lines = choices.map { "    <Choice value=\"\(escaped($0))\"/>\n" }
    return """
        <Header size="5" value="Task type"/>
        <Choices name="task_type" toName="instruction" choice="single-radio" showInline="true">
      \(lines.joined())  </Choices>

      """
  }

  /// A category as a choice can show it.
  ///
  /// XML cannot hold most control characters in any spelling, and Label Studio puts a task's value where it
  /// finds a dollar sign, so both are replaced.
  private static func displayable(_ category: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in category.unicodeScalars {
      switch scalar.value {
      case 0x24: shown.append("＄")
      case 0x09, 0x0A, 0x0D, 0x20: shown.append(" ")
      case 0..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: shown.append("\u{FFFD}")
      default: shown.append(scalar)
      }
    }
    return String(shown).split(separator: " ").joined(separator: " ")
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;")
      .replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
