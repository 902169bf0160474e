extension RankingPrompt {
  /// Reads a prompt as it is written in a file.
  ///
  /// Lines `version: NAME` and `reply: order` (or `picks`), comments behind `#`, then the sections `[criteria]`,
  /// `[system]` and `[question]`, of which only the last is needed.
  ///
  /// - Parameters:
  ///   - source: The whole file.
  ///   - file: Its name, for messages.
  /// - Throws: `PromptError.flaw` with the line of what is wrong: a placeholder that is unknown or not closed, or
  ///   one that is missing.
  public init(parsing source: String, file: String) throws(PromptError) {
    let parts = try PromptParts(source, file: file)
    guard let version = parts.fields[.version] else {
      throw .flaw(file: file, line: 1, reason: "there is no line 'version: NAME'")
    }
    guard let reply = parts.fields[.reply], let form = ReplyForm(rawValue: reply.text) else {
      let line = parts.fields[.reply]?.line ?? 1
      throw .flaw(file: file, line: line, reason: "there is no line 'reply: order' or 'reply: picks'")
    }
    guard let question = parts.sections[.question] else {
      throw .flaw(file: file, line: parts.lines, reason: "there is no section [question]")
    }
    let criteria = parts.sections[.criteria]
    self.init(
      version: version.text,
      form: form,
      source: source,
      criteria: criteria?.text ?? "",
      system: parts.sections[.system]?.text ?? "",
      question: question.text
    )
    for section in [parts.sections[.system], question].compactMap({ $0 }) {
      try Self.check(section, in: form, file: file)
    }
    if let missing = Placeholder.allCases.first(where: { $0.isNeeded(in: form) && !uses($0) }) {
      throw .flaw(file: file, line: question.line, reason: "there is no {{\(missing.rawValue)}}")
    }
    guard uses(.criteria) == (criteria != nil) else {
      let reason =
        criteria == nil
        ? "{{criteria}} is used, but there is no section [criteria]"
        : "there is a section [criteria], but {{criteria}} is not used"
      throw .flaw(file: file, line: criteria?.line ?? question.line, reason: reason)
    }
  }

  private static func check(_ part: PromptParts.Part, in form: ReplyForm, file: String) throws(PromptError) {
    let lines = part.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      for match in line.matches(of: /\{\{(\w+)(\}\})?/) {
        let (name, isClosed) = (String(match.output.1), match.output.2 != nil)
        guard isClosed, Placeholder(rawValue: name)?.isKnown(in: form) == true else {
          let known = Placeholder.allCases.filter { $0.isKnown(in: form) }.map(\.rawValue)
          throw .flaw(
            file: file,
            line: part.line + 1 + index,
            reason: isClosed
              ? "{{\(name)}} is none of \(known.joined(separator: ", "))" : "{{\(name) is not closed"
          )
        }
      }
    }
  }
}

/// The fields and sections of a prompt's file, with the lines where they begin.
private struct PromptParts {
  enum Field: String { case version, reply }
  enum Section: String { case criteria, system, question }

  struct Part {
    var text: String
    /// The line of the field, or of the section's name; the section's text begins on the next.
    var line: Int
  }

  private(set) var fields: [Field: Part] = [:]
  private(set) var sections: [Section: Part] = [:]
  /// How many lines there are.
  private(set) var lines = 0

  init(_ source: String, file: String) throws(PromptError) {
    var section: Section?
    for line in source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      lines += 1
      if let name = Self.section(named: line) {
        guard sections[name] == nil else {
          throw .flaw(file: file, line: lines, reason: "the section [\(name.rawValue)] is there twice")
        }
        sections[name] = Part(text: "", line: lines)
        section = name
      } else if let section {
        sections[section]?.text += line + "\n"
      } else {
        try readField(line, file: file)
      }
    }
    for (name, part) in sections {
      // Blank lines at the end part sections; at the start they are kept, so that lines can be counted.
      let end = part.text.lastIndex { !$0.isWhitespace }
      sections[name]?.text = end.map { String(part.text[...$0]) } ?? ""
    }
  }

  private static func section(named line: Substring) -> Section? {
    guard line.first == "[", let end = line.lastIndex(of: "]") else { return nil }
    guard line[end...].dropFirst().allSatisfy(\.isWhitespace) else { return nil }
    return Section(rawValue: String(line[..<end].dropFirst()))
  }

  private mutating func readField(_ line: Substring, file: String) throws(PromptError) {
    guard line.contains(where: { !$0.isWhitespace }), line.first != "#" else { return }
    guard let match = line.wholeMatch(of: /(\w+):\s*(.*?)\s*/),
      let field = Field(rawValue: String(match.output.1)), !match.output.2.isEmpty
    else {
      throw .flaw(
        file: file,
        line: lines,
        reason: "'version: NAME', 'reply: order' or a section such as [question] is expected"
      )
    }
    guard fields[field] == nil else {
      throw .flaw(file: file, line: lines, reason: "'\(field.rawValue)' is there twice")
    }
    fields[field] = Part(text: String(match.output.2), line: lines)
  }
}
