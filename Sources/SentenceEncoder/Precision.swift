/// How a sentence encoder computes.
public enum Precision: String, CaseIterable, Sendable {
  /// In single precision throughout.
  case float32
  /// Matrix products of a layer's weights in bfloat16, summed in single precision; everything else in single
  /// precision. Twice as fast where the processor multiplies bfloat16 itself.
  case bfloat16
}
