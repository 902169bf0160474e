import ArgumentParser

/// How much memory work on vectors may take.
struct MemoryOptionGroup: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The most memory that clusters, near-duplicates and topics may take, such as 2GB or 512MB; what needs more is refused before it begins. Default: what is quickest.",
      valueName: "size"
    )
  )
  var memory: MemorySize?
}
