import ArgumentParser
import Interchange

/// How pools are read.
struct PoolOptionGroup: ParsableArguments {
  @Option(help: "The pool's format, instead of telling it from the content: jsonl, json, csv, tsv.")
  var format: PoolFormat?

  @Option(name: .customLong("instruction-field"), help: "The field with the instruction.")
  var instruction: String?

  @Option(name: .customLong("input-field"), help: "The field with the input.")
  var input: String?

  @Option(name: .customLong("id-field"), help: "The field with the id.")
  var id: String?

  @Option(name: .customLong("reference-field"), help: "The field with an existing answer.")
  var reference: String?

  @Option(name: .customLong("source-field"), help: "The field with the origin.")
  var source: String?

  @Option(name: .customLong("category-field"), help: "The field with the kind of task.")
  var category: String?

  @Flag(help: "Derive the ids from the content even where records have some.")
  var deriveIds = false

  @Flag(help: "Leave out records with problems instead of importing nothing.")
  var skipInvalid = false

  /// The options as the reader takes them.
  var poolOptions: PoolOptions {
    var options = PoolOptions()
    options.format = format
    options.fields = FieldChoice(
      instruction: instruction.map { FieldPath($0) },
      input: input.map { FieldPath($0) },
      id: id.map { FieldPath($0) },
      reference: reference.map { FieldPath($0) },
      source: source.map { FieldPath($0) },
      category: category.map { FieldPath($0) },
      derivesIDs: deriveIds
    )
    return options
  }
}
