import Curation

/// Vectors scaled to length 1, so that their dot products are their cosine similarities.
///
/// They are kept in Float32, four components in a register, and padded with zeros to whole registers. A vector
/// of zeros has no direction and stays as it is: its similarity to everything is 0.
struct UnitVectors: Sendable {
  let count: Int

  /// The number of registers that a vector takes.
  let stride: Int

  let values: [SIMD4<Float>]

  /// Scales vectors to length 1.
  init(_ embeddings: Embeddings) {
    count = embeddings.count
    stride = (embeddings.dimensions + 3) / 4
    var values = [SIMD4<Float>](repeating: .zero, count: count * stride)
    for row in 0..<count {
      let scale = embeddings.unitScale(of: row)
      guard scale > 0 else { continue }
      for (index, component) in embeddings[row].enumerated() {
        values[row * stride + index / 4][index % 4] = Float(Double(component) * scale)
      }
    }
    self.values = values
  }

  /// Scales vectors to length 1, unless one of them is not finite.
  init(checking embeddings: Embeddings) throws(ClusteringError) {
    if let bad = embeddings.values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: bad / embeddings.dimensions)
    }
    self.init(embeddings)
  }

  /// Some of the vectors, side by side, with vectors of zeros after them to make up whole groups.
  func gather(_ rows: some Collection<Int32>, inGroupsOf group: Int) -> [SIMD4<Float>] {
    var gathered: [SIMD4<Float>] = []
    let whole = (rows.count + group - 1) / group * group
    gathered.reserveCapacity(whole * stride)
    for row in rows {
      let start = Int(row) * stride
      gathered.append(contentsOf: values[start..<start + stride])
    }
    gathered.append(contentsOf: repeatElement(.zero, count: whole * stride - gathered.count))
    return gathered
  }
}
