/// English words too common to tell clusters apart, and the words with which instructions usually begin.
enum StopWords {
  /// Whether a lower-cased term is one of them.
  static func contains(_ term: String) -> Bool { words.contains(term) }

  private static let words = Set(
    """
    a about above after again against all also although always am among an and another any anything are aren't \
    around as at be became because become been before being below between both but by can can't cannot come \
    could couldn't did didn't do does doesn't doing don't done down during each either else enough etc even ever \
    every everything few first following for from further get gets give given go goes going good got had hadn't \
    has hasn't have haven't having he he's her here hers herself him himself his how however i i'd i'll i'm i've \
    if in into is isn't it it's its itself just know last least less let let's like likely made make makes making \
    many may maybe me might mine more most much must my myself need needs never new next no nor not nothing now \
    of off often old on once one only onto or other others our ours ourselves out over own per perhaps please \
    put quite rather really same say see several shall she she's should shouldn't since so some someone \
    something still such take than that that's the their theirs them themselves then there there's these they \
    they're thing things this those though three through thus to together too toward two under until up upon us \
    use used uses using very via want was wasn't way we we're well were weren't what what's when where whether \
    which while who whom whose why will with within without won't would wouldn't yes yet you you'd you'll you're \
    you've your yours yourself \
    answer choose classify create describe explain find generate identify input instruction list name output \
    paragraph passage provide question reference rewrite sentence summarize summarise tell text write
    """
    .split(separator: " ").map(String.init)
  )
}
