import Statistics
import Testing

@Suite struct PredictionQualityTests {
  @Test func `answers are compared by words, and by vectors where there are any`() {
    let quality = PredictionQuality([
      .init(
        prediction: "police killed the gunman",
        reference: "police kill the gunman",
        vectors: ([3, 4], [4, 3])
      ),
      .init(prediction: "tea", reference: "tea", vectors: ([2, 0], [-1, 0])),
      .init(prediction: "no", reference: "yes"),
      .init(prediction: "", reference: "", vectors: ([0, 0], [1, 0])),
    ])
    let rouge: Double = 1.75 / 4
    #expect(quality.rougeL.count == 4 && isClose(quality.rougeL.value, rouge))
    // 24 / 25, −1, and 0 for a vector of zeros.
    let cosine: Double = (0.96 - 1) / 3
    #expect(quality.cosine.count == 3 && isClose(quality.cosine.value, cosine))
    #expect(PredictionQuality([]).cosine.value == nil)
  }
}
