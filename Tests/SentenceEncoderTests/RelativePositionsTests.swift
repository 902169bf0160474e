import Testing

@testable import SentenceEncoder

@Suite struct RelativePositionsTests {
  @Test func `distances fall into the ranges that transformers has for MPNet`() {
    // The first distance of every range, by transformers 5.23.
    let starts = [
      (-300, 15), (-90, 14), (-63, 13), (-45, 12), (-31, 11), (-22, 10), (-15, 9), (-11, 8), (-7, 7),
      (-6, 6), (-5, 5), (-4, 4), (-3, 3), (-2, 2), (-1, 1), (0, 0), (1, 17), (2, 18), (3, 19), (4, 20),
      (5, 21), (6, 22),
      (7, 23), (8, 24), (12, 25), (16, 26), (23, 27), (32, 28), (46, 29), (64, 30), (91, 31), (301, 31),
    ]
    for ((first, bucket), (next, _)) in zip(starts, starts.dropFirst()) {
      for distance in first..<next {
        #expect(RelativePositions.bucket(of: distance, among: 32) == bucket, "\(distance)")
      }
    }
  }
}
