/// The words in which models decline.
enum Refusal {
  /// Whether a reply that holds no order begins with a refusal.
  ///
  /// A refusal is not argued with, so a text that is taken for one in error costs the vote and nothing else.
  static func isIn(_ text: Substring) -> Bool {
    let beginning = text.prefix(160).lowercased().replacing("’", with: "'")
    return phrases.contains { beginning.contains($0) }
  }

  private static let phrases = [
    // English
    "i'm sorry", "i am sorry", "sorry, but", "sorry, i", "i apologize", "i apologise", "i can't", "i cannot",
    "i can not", "i won't", "i will not", "i'm unable", "i am unable", "i'm not able", "i am not able",
    "i must decline", "i have to decline", "as an ai", "as a language model", "against my guidelines",
    // German, Dutch, Swedish, Danish, Norwegian
    "es tut mir leid", "tut mir leid", "ich kann nicht", "ich kann diese", "ich kann das nicht",
    "kann ich nicht", "het spijt me", "ik kan niet", "jag kan inte", "jag kan tyvärr", "jeg kan ikke",
    // French, Spanish, Catalan, Portuguese, Italian, Romanian
    "je suis désolé", "désolé, ", "je ne peux pas", "je ne suis pas en mesure", "lo siento", "no puedo",
    "ho sento", "sinto muito", "desculpe", "não posso", "não consigo", "mi dispiace", "non posso",
    "îmi pare rău", "nu pot",
    // Polish, Czech, Hungarian, Finnish, Turkish, Greek
    "przykro mi", "przepraszam", "nie mogę", "je mi líto", "omlouvám se", "sajnálom", "olen pahoillani",
    "üzgünüm", "yapamam", "λυπάμαι", "δεν μπορώ",
    // Russian, Ukrainian
    "извините", "к сожалению, я", "я не могу", "вибачте", "я не можу",
    // Chinese, Japanese, Korean, Vietnamese, Indonesian
    "抱歉", "对不起", "對不起", "我无法", "我無法", "我不能", "申し訳", "すみません", "お答えできません", "죄송",
    "할 수 없습니다", "xin lỗi", "tôi không thể", "maaf", "saya tidak dapat",
    // Arabic, Persian, Hebrew, Hindi
    "عذر", "آسف", "لا أستطيع", "لا يمكنني", "متأسف", "نمی‌توانم", "מצטער", "אני לא יכול", "क्षमा करें", "माफ़ करें",
  ]
}
