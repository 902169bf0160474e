/// How a sentence encoder computes.
public enum Precision: String, CaseIterable, Sendable {
  /// In single precision throughout.
  case float32
  /// Matrix products of a layer's weights in bfloat16, summed in single precision; everything else in single
  /// precision. Some 1.75 times as fast where the processor multiplies bfloat16 itself (AVX-512 BF16, AMX).
  case bfloat16
}
