internal import Curation

extension InstructionID {
  /// The id of an instruction whose pool gives none: 16 hexadecimal digits made of its text and input.
  ///
  /// It stays the same when a pool is sorted, cut or extended, as a line number would not. It is the 64-bit
  /// FNV-1a hash (RFC 9923) of the duplicate key, so duplicates, which are kept once, are all that share an id.
  /// Should two texts ever collide (one chance in 37 million for a million records), the reader reports a
  /// repeated id.
  init(derivedFrom key: DuplicateKey) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    self.init(String(repeating: "0", count: 16 - digits.count) + digits)
  }
}
