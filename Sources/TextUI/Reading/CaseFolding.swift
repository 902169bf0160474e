/// Makes upper and lower case alike, scalar by scalar.
///
/// Down, up and down again gives the full folding of Unicode (`CaseFolding.txt`) from the mappings that the
/// standard library has: `ẞ`, `ß` and `SS` become `ss`, both small sigmas `σ`.
enum CaseFolding {
  /// What a scalar becomes where that is plain to see: for ASCII, and for scalars that stay as they are.
  static func single(_ value: UInt32) -> UInt32? {
    if value < 0x80 { return 0x41...0x5A ~= value ? value | 0x20 : value }
    return Unicode.Scalar(value)?.properties.changesWhenCaseFolded == true ? nil : value
  }

  /// What a scalar becomes: mostly one, at most a few.
  static func folded(_ value: UInt32) -> [UInt32] {
    if let single = single(value) { return [single] }
    guard let scalar = Unicode.Scalar(value) else { return [value] }
    return scalar.properties.lowercaseMapping.unicodeScalars
      .flatMap { $0.properties.uppercaseMapping.unicodeScalars }
      .flatMap { $0.properties.lowercaseMapping.unicodeScalars }
      .map(\.value)
  }
}
