/// The first three components of the vectors of the texts in `LexicalEncoderTests`, with seed 7, as bits.
enum LexicalGoldens {
  /// With dimensions to spare.
  static let whole: [[UInt32]] = [
    [0x3F80_0000, 0xA51B_2AC6, 0xA3B1_BFC2],
    [0x3F10_B474, 0x3F53_2DC7, 0xA380_E381],
    [0x3DC9_1D41, 0x3D83_1F85, 0x3F7E_3C21],
    [0x0000_0000, 0x0000_0000, 0x3E7B_4D15],
    [0x3F00_FE99, 0x3D2B_152C, 0x3C91_98E5],
    [0x3DA4_EFBE, 0xBD62_097C, 0xBB90_5E50],
  ]

  /// Reduced to 3 dimensions.
  static let reduced: [[UInt32]] = [
    [0xBF7F_18FA, 0x3DAB_4805, 0xBBD7_8521],
    [0xBF77_F502, 0x3BC1_A5E6, 0x3E7E_9716],
    [0xBD25_0A26, 0x3F75_80E2, 0x3E8F_A238],
    [0x3E0E_E4DF, 0x3F7D_7900, 0x3C58_779A],
    [0xBF74_AC01, 0x3E62_5B3E, 0x3E46_C518],
    [0xBE50_1B9A, 0x3E3B_18EA, 0xBF76_4132],
  ]
}
