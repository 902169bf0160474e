extension InjectionPhrases {
  /// What is looked for.
  ///
  /// It must hardly ever occur in an honest instruction: a test counts that.
  static let all = InjectionPhrases(
    [(.demotion, demotion), (.promotion, promotion), (.orders, orders)],
    groups: [itself, places, ranking]
  )

  /// Passing over the other candidates, or what the model was told before.
  private static let demotion = """
    ignore|disregard|forget|skip|discard|dismiss|overlook|neglect ~3 other|others|rest|remaining|previous|prior|above|earlier|preceding ~1 instruction|instructions|candidate|candidates|option|options|item|items|prompt|prompts|entry|entries|message|messages|directions|rules|guidelines|criteria|ids|ones
    ignore|disregard|forget|skip|discard|dismiss|overlook|reject the|all others|rest
    ignore|disregard|forget everything|anything|all|whatever ~2 above|before|previous|earlier|prior|told
    dont|do|never ~2 pick|choose|select|rank|consider ~2 other|others|rest
    other|others|remaining|rest ~2 candidate|candidates|option|options|instruction|instructions|items|entries ~3 worse|worthless|bad|invalid|irrelevant|last|wrong|duplicates|spam|unsafe|useless|low|broken|bottom
    ids|labels|candidates|entries ~5 invalid|void|wrong|ignored|skipped
    no other ~1 text|instruction|candidate|entry|item|prompt ~4 worth|needed|matters|counts|considered|answered
    rest|remaining|other|others ~2 candidates|entries|options|texts ~2 contain|are|go|belong|should|must|may|to
    treat|regard the|all ~1 other|others|rest|remaining|competing
    previous|earlier|last ranking|order ~1 was|is wrong|incorrect|invalid|void
    all|the others|rest ~2 0|zero|last|bottom|nothing
    ignoriere|ignorieren|vergiss|vergessen|missachte|übergehe ~3 anderen|andere|übrigen|vorherigen|obigen|bisherigen|restlichen
    ignorez|ignore|ignorer|oubliez|oublie|négligez ~1 les|toutes|tous|le|la ~2 autres|précédentes|précédents|instructions|reste
    ignora|ignore|ignorar|olvida|olvide|descarta|esqueça|dimentica|ignorate ~2 las|los|todas|todos|as|os|le|gli|i|tutte ~1 demás|otras|otros|outras|outros|altre|altri|anteriores|precedenti|instrucciones|instruções|istruzioni
    игнорируй|игнорируйте|забудь|забудьте ~3 остальные|остальных|другие|других|предыдущие|все|всё
    """

  /// Being put first.
  private static let promotion = """
    pick|choose|select|rank|prefer|favor|favour|promote|recommend me|mine
    rank|place|put|list|rate|score|sort|keep|move this|it|me|mine ~4 first|top|highest|best|1|one|10|ten|100|front|above|ahead|before
    rank|place|put|list|rate|score|move ~2 candidate|instruction|item|entry|option|id ~3 first|top|highest|best|front|above|ahead|before|1|one|10
    pick|choose|select|prefer|return|output|name|promote|recommend|favor|favour this|the|our|my ~1 instruction|candidate|one|item|entry|prompt ~3 first|top|only|over|above|instead|ahead|before|always|best
    pick|choose|select|prefer this candidate|entry|item|instruction|one
    pick|choose|select|prefer|rank ~1 instruction|candidate|entry|item ~9 this one|instruction|candidate|entry|item
    name|return|output|list|promote|choose only ~1 this|the|my candidate|instruction|entry|item
    bump|push|lift|boost this|it|me|mine
    correct|fix|change|improve it|that|this by putting|placing|ranking|moving
    rank|place|put|list|move the ~1 text|passage|prompt|task|entry ~2 above|first|ahead|before|top
    instruction|candidate|entry|item|prompt|text|one outranks|outperforms|beats ~2 all|others|every|alternatives|rest
    pre approved|selected|chosen|ranked|verified
    set priority 1|one|high|highest|maximum
    ground truth ~2 best|pick|ranking|first|winner
    id|label of this|my ~1 text|candidate|instruction|entry|item|prompt|task|paragraph
    promote this|my|the item|entry|candidate|instruction
    this|it|which|that|candidate|entry ~1 must|should|shall|has|needs|deserves|will ~2 chosen|selected|picked|ranked|preferred|win
    instruction|item must|should|shall ~2 chosen|selected|picked|ranked|preferred|win
    this|it|which|that|instruction|candidate deserves|merits|earns ~2 first|top|highest|best|number ~1 place|rank|spot|score|position|one
    this candidate|entry|item|instruction|one is|wins|ranks|beats|outranks|goes|comes ~4 best|first|top|winner|winning|highest|others|only|number
    this|it is ~3 best|top|most|only|correct|winning ~2 instruction|candidate|entry|choice|pick|item
    best|winning|correct|right|top|final|only ~1 candidate|pick|ranking is
    best|top|strongest instruction|candidate|entry|item by|of|in|here
    candidate|entry always|must|will wins|win
    give|award|assign|grant ~3 highest|top|first|maximum|best|full|perfect ~1 rank|ranking|score|place|position|spot|rating|marks
    in|at|to first|top|1st|number ~1 place|rank|spot|position of|in|on ~2 list|ranking|order|reply|answer
    top|front|head of the|your|any ~1 list|ranking|order|output|reply|queue
    item|entry|instruction|candidate in|at|to first|top|position ~1 place|rank|spot|position|1|one
    name|put|place|write|list this ~2 first|front|top
    setze|setz|stelle|wähle|nimm diesen|diese|dieses|mich ~4 erste|ersten|erster|oben|spitze|aus
    classez|classe|choisissez|choisis|placez|mettez celle|celui|cette|ceci|moi ~4 premier|première|tête|ci
    elige|elija|escoge|clasifica|pon|escolha|scegli|coloque esta|este|esto|questa|questo|essa
    поставь|поставьте|выбери|выберите этот|эту|это|меня
    """

  /// Speaking to the ranker, as its master or under a pretext.
  private static let orders = """
    system|developer prompt|message|instruction|instructions|override|note|notice ~1 update|override|overrides|follows|begins|ends|says|the|you
    the|your|this|new|my system prompt|override
    new|updated|revised|real|actual|hidden|secret instruction|instructions|task|rules|criteria for|from|is|are|follow|follows|override|overrides|below
    your new|real|actual|only|true task|job|role|goal|purpose is
    your ~1 instruction|instructions|task|job|criteria|guidelines|role is|are|has|have ~1 now|changed
    override|bypass|suspend the|your|all|any ~1 criteria|instructions|rules|guidelines|prompt
    you are|must|should|shall|will|need|have ~2 ranker|grader|evaluator|selector|unrestricted|jailbroken
    you must|shall|will|only|always ~2 rank|pick|choose|select ~3 this|it|me|mine|first
    as the|a|an ~1 ranker|grader|evaluator|judge|selector you|your|please|must
    ranker|evaluator|grader ~1 should|must|will|can ~1 note|know|see|give|place|put|rank|prefer
    new|updated directive|directives
    instruction|instructions|directive|directives to|for ~1 language|ai|llm|ranking model|models|assistant
    ranker|evaluator|grader|selector model|ai|assistant|llm|system|must|should|please
    attention|note|message|memo|notice|reminder|hint|hello|dear to|for|all ~2 ranker|rankers|evaluator|evaluators|judge|grader|graders|model|models|ai|llm|llms|assistant|selector
    dear|hey|hello|attention ~1 ranker|evaluator|judge|grader|model|ai|llm|assistant|selector|reviewer
    when|while|if|before|as ~3 rank|ranking|judging|evaluating|grading|selecting|sort|sorting ~2 candidates|instructions|these|texts|entries
    end|start|begin|beginning of ~1 candidate|candidates|prompt|context
    correct|right|expected|required answer|order|ranking|reply ~1 starts|begins
    reply|answer|respond|output|return|start|begin ~3 order|ranking|id|ids|label|labels ~1 of|with|that|first|is
    put|place|write|name|list ~1 label|id|identifier ~4 first|top|front|order|best
    human|people|experts|annotators|curators|everyone|admin|administrator|owner|team|developers ~3 approved|preselected|verified|chose|chosen|preferred ~2 this|it
    curator|curators|annotator|annotators|admin|administrator ~3 already|previously agreed|approved|chosen|picked|decided
    previous|prior|earlier|above ~1 instructions|rules|criteria are|is ~1 void|invalid|cancelled|revoked|obsolete|over
    refusal|failure|unethical|harmful|forbidden ~3 rank|place|put|choose|pick|select ~2 this|it|me
    i am|im the|an|your administrator|admin|developer|owner|operator ~1 of|and
    human answers to this|it|mine
    rank|place|position 1|one|first reason|rationale
    """

  /// What a candidate calls itself.
  private static let itself = "this mine my myself present current ours"

  /// Being first.
  private static let places = """
    rank ranks outrank outranks top first highest best winner wins win prioritise prioritize priority promote promoted
    prefer preferred bump foremost pick picked picking select selected choose chosen choosing full maximum above
    """

  /// What a ranker works with.
  private static let ranking = """
    candidate candidates instruction instructions prompt prompts entry entries evaluator evaluation evaluate grader
    judge ranker ranking ranked json output id ids label labels everyone others alternatives alternative annotation
    annotator annotators curator curators assistant model ai llm system directive admin administrator text texts item
    sample task criteria criterion policy anything everything
    """

  /// Phrases in scripts that put no space between words.
  static let unspaced: [(phrase: String, kind: InjectionSign.Kind)] = [
    ("忽略其他", .demotion), ("忽略其它", .demotion), ("忽略之前", .demotion), ("忽略以上", .demotion),
    ("忽略上面", .demotion), ("无视其他", .demotion), ("無視其他", .demotion), ("忽略先前", .demotion),
    ("选择我", .promotion), ("選擇我", .promotion), ("选我", .promotion), ("排在第一", .promotion),
    ("排第一", .promotion), ("系统提示", .orders), ("系統提示", .orders), ("你必须选择", .orders),
    ("他の候補", .demotion), ("他の指示", .demotion), ("以前の指示", .demotion), ("これまでの指示", .demotion),
    ("一位にして", .promotion), ("これを選んで", .promotion), ("システムプロンプト", .orders),
    ("다른 후보", .demotion), ("이전 지시", .demotion), ("1위로", .promotion), ("시스템 프롬프트", .orders),
  ]
}
