import Testing

@testable import Embedding

@Suite struct LexicalTokenizerTests {
  @Test(arguments: [
    ("Sort 3 Lists, twice!", ["sort", "3", "lists", "twice"]),
    ("don't stop — l’été 'quoted' rock'n'roll's", ["don't", "stop", "l'été", "quoted", "rock'n'roll's"]),
    ("snake_case camelCase x+1", ["snake", "case", "camelcase", "x", "1"]),
    ("Ａｂｃ１２ ﬁne", ["abc12", "fine"]),
    ("cafe\u{301} caf\u{E9}", ["caf\u{E9}", "caf\u{E9}"]),
    ("co\u{AD}operate", ["cooperate"]),
    ("ÜBER Straße МОСКВА", ["über", "straße", "москва"]),
    ("東京都 in 日本", ["東京", "京都", "in", "日本"]),
    ("木", ["木"]),
    ("Swift言語3版", ["swift", "言語", "3", "版"]),
    ("カタカナ", ["カタ", "タカ", "カナ"]),
    ("ไทยกิน", ["ไท", "ทย", "ยกิ", "กิน"]),
    ("مرحبا بالعالم", ["مرحبا", "بالعالم"]),
    ("한국어 문장", ["한국어", "문장"]),
    ("२०२६", ["२०२६"]),
    ("👩‍👩‍👧 !? \u{0}\n", []),
    ("", []),
    ("''a''b", ["a", "b"]),
    ("\u{301}a\u{301}\u{302}", ["á\u{302}"]),
  ])
  func `texts split into terms`(text: String, terms: [String]) {
    #expect(LexicalTokenizer().terms(of: text) == terms)
  }
}
