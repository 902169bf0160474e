extension Span<UInt8> {
  /// How many bytes of a UTF-8 text the white space takes that begins at a place; 0 for none.
  ///
  /// White space is what Unicode calls so (the property White_Space), whose highest character is U+3000.
  func lengthOfSpace(at place: Int) -> Int {
    func following(_ offset: Int) -> UInt8 { place + offset < count ? self[place + offset] : 0 }
    switch self[place] {
    case 0x20, 0x09...0x0D: return 1
    case 0xC2: return following(1) == 0x85 || following(1) == 0xA0 ? 2 : 0
    case 0xE1...0xE3:
      switch (self[place], following(1), following(2)) {
      case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
        (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
        return 3
      default: return 0
      }
    default: return 0
    }
  }
}
