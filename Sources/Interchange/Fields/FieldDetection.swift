/// Tells from the first records of a file which of their fields hold what.
struct FieldDetection {
  /// How many keys a message lists.
  private static let listedKeys = 20

  /// The first records of the file; at least one.
  let sample: [JSONObject]

  /// What the caller names.
  let choice: FieldChoice

  /// The one mapping of the file.
  ///
  /// - Throws: `InterchangeError` when no record of the sample has a field that could be the instruction.
  func mapping(file: String) throws(InterchangeError) -> FieldMapping {
    var mapping = try found(file: file)
    mapping.input = choice.input ?? mapping.input
    mapping.reference = choice.reference ?? mapping.reference
    mapping.source = choice.source ?? usable("source", .scalars)
    mapping.category = choice.category ?? usable("category", .scalars)
    mapping.id = choice.derivesIDs ? nil : choice.id ?? RecordShape.ids.first(where: isID)
    return mapping
  }

  private func found(file: String) throws(InterchangeError) -> FieldMapping {
    guard let field = choice.instruction else {
      guard let best = best(of: RecordShape.known) else { throw .noMapping(file: file, keys: keys) }
      return best
    }
    let shape = RecordShape(name: "as chosen", instruction: field, readings: [.text, .firstUserTurn])
    guard let best = best(of: [shape]) else {
      throw .noSuchField(file: file, field: field.text, keys: keys)
    }
    return best
  }

  /// The mapping by the shape that fits most records of the sample, the first of equals.
  private func best(of shapes: [RecordShape]) -> FieldMapping? {
    var best: (shape: RecordShape, reading: FieldMapping.Reading, fitting: Int)?
    for shape in shapes where shape.evidence.isEmpty || shape.evidence.contains(where: isSeen) {
      for reading in shape.readings {
        let fitting = sample.count { fits($0, shape.instruction, reading) }
        if fitting > best?.fitting ?? 0 { best = (shape, reading, fitting) }
      }
    }
    guard let best else { return nil }
    let shape = best.shape
    return FieldMapping(
      name: shape.name,
      instruction: shape.instruction,
      reading: best.reading,
      input: shape.inputs.first(where: isSeen) ?? shape.inputs.first,
      reference: shape.references.first { isSeen($0) && usable($0, .messageContent) != nil }
    )
  }

  private func fits(_ object: JSONObject, _ path: FieldPath, _ reading: FieldMapping.Reading) -> Bool {
    guard let value = path.value(in: object) else { return false }
    return reading == .text ? value.text != nil : Conversation(value) != nil
  }

  private func isSeen(_ path: FieldPath) -> Bool {
    sample.contains { $0[path.text] != nil || path.value(in: $0) != nil }
  }

  /// Whether most records of the sample have text or an integer there; the others have a problem then.
  private func isID(_ path: FieldPath) -> Bool {
    let count = sample.count { object in
      switch path.value(in: object) {
      case .string?: true
      case .number(let number)?: Int(number) != nil
      default: false
      }
    }
    return count * 2 > sample.count
  }

  /// The field, unless some record of the sample has something else than text there.
  private func usable(_ path: FieldPath, _ acceptance: RecordFields.Acceptance) -> FieldPath? {
    let isUsable = sample.allSatisfy { object in
      guard let value = path.value(in: object) else { return true }
      if acceptance == .messageContent, Conversation(value) != nil { return true }
      do throws(FieldFault) {
        _ = try RecordFields.text(of: value, at: path, accepting: acceptance)
        return true
      } catch {
        // A stray character is that record's problem; another type shows that the field means something else.
        return error.kind == .nulInText
      }
    }
    return isUsable ? path : nil
  }

  /// The keys of the sample in the order in which they are seen.
  private var keys: [String] {
    var keys: [String] = []
    for member in sample.flatMap(\.members) where keys.count < Self.listedKeys && !keys.contains(member.key) {
      keys.append(member.key)
    }
    return keys
  }
}
