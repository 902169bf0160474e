import Curation
import Embedding
import TestSupport
import Testing

@testable import Mapping

@Suite struct PlanarProjectionTests {
  /// Seven vectors of three components.
  private static let few: [Float] = [
    1, 2, 0.5, 2, 1.5, -1, 0, -3, 2, 4, 0.25, 1, -2, 1, 3, 3, 3, -0.5, 1.5, -1, 0,
  ]

  private func projection(_ values: [Float], dimensions: Int) throws -> PlanarProjection {
    var moments = try VectorMoments(dimensions: dimensions)
    try moments.add(values[...])
    return PlanarProjection(moments)
  }

  private func randomValues(_ count: Int, seed: UInt64 = 1) -> [Float] {
    var generator = SplitMix(state: seed)
    return (0..<count).map { _ in Float.random(in: -1...1, using: &generator) }
  }

  /// The expected numbers are those of scikit-learn 1.9.1 in a fresh virtual environment:
  /// `PCA(2, svd_solver="full").fit(x)`, then `explained_variance_ratio_`, `components_` and `transform(x)`.
  @Test func `it agrees with scikit-learn on seven vectors`() throws {
    let projection = try projection(Self.few, dimensions: 3)
    #expect(isNear(projection.shares, [0.6296784266718227, 0.3023260047755857], 1e-9))
    #expect(isNear(projection.axes[0], [0.6585174493338123, 0.5852497533303431, -0.4731146744180132], 1e-9))
    #expect(isNear(projection.axes[1], [-0.585759772036985, 0.7932992943830174, 0.1660172249936338], 1e-9))
    let expected = [
      [0.723169765704, 1.335241622861], [1.79873435, 0.103806366142], [-3.571268461908, -1.796469239527],
      [1.437977708168, -1.727302845923], [-3.020419021673, 2.714264707073], [3.09856909212, 0.791004148177],
      [-0.466763432411, -1.420544758803],
    ]
    let coordinates = try projection.coordinates(of: Self.few[...])
    #expect(coordinates.count == expected.count)
    for (found, wanted) in zip(coordinates, expected) {
      #expect(isNear([Double(found.x), Double(found.y)], wanted, 1e-6))
    }
  }

  /// As above, on the first 128 components in float64, `numpy.load(path).astype("float64")[:, :128]`.
  ///
  /// Compares the coordinates of every fiftieth row. All 384 components agree too, but take long unoptimised.
  @Test(.enabled(if: SharedData.isPresent, SharedData.note))
  func `it agrees with scikit-learn on a thousand sentence vectors`() throws {
    let embeddings = try NumPyArray(path: SharedData.path("dolly-1k.minilm.npy")).embeddings()
    let values = (0..<embeddings.count).flatMap { embeddings[$0].prefix(128) }
    let projection = try projection(values, dimensions: 128)
    #expect(projection.title == "PCA, 10 % of the variance")
    #expect(isNear(projection.shares, [0.07091217544311718, 0.03338318492995363], 1e-9))
    let first = [-0.04078976669597684, -0.08749053529916417, -0.16773675324097825, -0.04502094773509324]
    let second = [-0.08328933752512133, 0.09228043956205056, 0.02261819894158608, -0.013974180858057239]
    #expect(isNear(Array(projection.axes[0].prefix(4)), first, 1e-6))
    #expect(isNear(Array(projection.axes[1].prefix(4)), second, 1e-6))
    let coordinates = try projection.coordinates(of: values[...])
    let expected: [(Double, Double)] = [
      (0.085173757, -0.080732705), (-0.093359606, 0.069862990), (-0.136861702, -0.006700839),
      (-0.110544385, 0.126366091), (-0.145191381, 0.022577458), (-0.108181461, -0.055541389),
      (0.134286112, -0.068364808), (-0.163254727, 0.146438925), (-0.165805114, -0.023295170),
      (0.009431049, 0.052364598), (-0.118632273, -0.000658323), (-0.130061604, 0.053305422),
      (-0.086443895, 0.006215008), (0.057687597, 0.148288233), (-0.059574687, 0.122710482),
      (0.187950278, 0.029688351), (-0.165611666, 0.005531356), (0.229525478, 0.034078869),
      (0.178716080, 0.004205136), (0.351872717, -0.019690993),
    ]
    for (index, wanted) in expected.enumerated() {
      let found = coordinates[50 * index]
      #expect(isNear([Double(found.x), Double(found.y)], [wanted.0, wanted.1], 1e-6))
    }
  }

  @Test(arguments: [1, 7, 128, 300])
  func `how rows are cut into blocks changes not a bit`(rowsPerBlock: Int) throws {
    let values = randomValues(300 * 6)
    var moments = try VectorMoments(dimensions: 6)
    for start in stride(from: 0, to: 300, by: rowsPerBlock) {
      try moments.add(values[start * 6..<min(300, start + rowsPerBlock) * 6])
    }
    #expect(moments.count == 300)
    let whole = try projection(values, dimensions: 6)
    #expect(PlanarProjection(moments) == whole)
  }

  @Test func `a mean far from zero costs no accuracy`() throws {
    let values = randomValues(500 * 4).map { ($0 * 64).rounded() / 64 }
    let near = try projection(values, dimensions: 4)
    let far = try projection(values.map { $0 + 4096 }, dimensions: 4)
    #expect(isNear(near.axes[0] + near.axes[1], far.axes[0] + far.axes[1], 1e-9))
  }

  @Test func `the component with the largest absolute value is positive`() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      for axis in try projection(randomValues(50 * 5, seed: seed), dimensions: 5).axes {
        #expect(axis.max() ?? 0 >= -(axis.min() ?? 0))
      }
    }
  }

  @Test(arguments: [0, 1, 5])
  func `vectors that are all alike have no axes and lie in one place`(count: Int) throws {
    let values = (0..<count).flatMap { _ in [0.1, -7, 3] as [Float] }
    let projection = try projection(values, dimensions: 3)
    #expect(projection.shares == [0, 0])
    #expect(projection.title == "PCA, no variance")
    #expect(try projection.coordinates(of: values[...]).allSatisfy { $0 == .zero })
  }

  @Test func `a single dimension has one axis`() throws {
    let projection = try projection([1, 2, 6], dimensions: 1)
    #expect(projection.shares == [1, 0])
    #expect(projection.title == "PCA, 100 % of the variance")
    #expect(try projection.coordinates(of: [1, 2, 6]) == [[-2, 0], [-1, 0], [3, 0]])
  }

  @Test func `vectors on a line have one axis`() throws {
    let values = (0..<20).flatMap { [Float($0), Float(2 * $0), Float(-$0)] }
    let projection = try projection(values, dimensions: 3)
    #expect(projection.axes[1] == [0, 0, 0])
    #expect(abs(projection.shares[0] - 1) < 1e-12)
  }

  @Test func `long vectors are folded and keep their shape`() throws {
    // Two groups far apart along one direction, with noise in all others.
    var generator = SplitMix(state: 4)
    let signs = (0..<90).map { _ in Float(generator.next() & 1 == 0 ? 1 : -1) }
    let values = (0..<40).flatMap { row in
      signs.map { (row < 20 ? 1 : -1) * $0 + Float.random(in: -0.5...0.5, using: &generator) }
    }
    var moments = try VectorMoments(dimensions: 90, maximumWidth: 64)
    try moments.add(values[...])
    let projection = PlanarProjection(moments)
    #expect(projection.isFolded)
    #expect(projection.title.hasPrefix("PCA, about 9"))
    let coordinates = try projection.coordinates(of: values[...])
    let mean = coordinates.reduce(SIMD2<Float>.zero, +) / 40
    #expect(abs(mean.x) < 1e-5 && abs(mean.y) < 1e-5)
    let sides = coordinates.map { $0.x > 0 }
    #expect(Set(sides.prefix(20)).count == 1 && Set(sides.suffix(20)).count == 1 && sides[0] != sides[39])
  }

  @Test func `vectors of up to 1,024 components are not folded`() throws {
    #expect(try !VectorMoments(dimensions: 1_024).folding.isNeeded)
    #expect(try VectorMoments(dimensions: 1_025).folding.isNeeded)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func `a component that is not finite is refused with its row`(bad: Float) throws {
    var moments = try VectorMoments(dimensions: 2)
    try moments.add([1, 2, 3, 4])
    #expect(throws: MappingError.notFinite(row: 3)) { try moments.add([5, 6, 7, bad]) }
    #expect(moments.count == 2)
    let projection = PlanarProjection(moments)
    #expect(throws: MappingError.notFinite(row: 10)) {
      try projection.coordinates(of: [bad, 1], firstRow: 10)
    }
  }

  @Test func `shapes that do not fit are refused`() throws {
    #expect(throws: MappingError.noDimensions(0)) { try VectorMoments(dimensions: 0) }
    var moments = try VectorMoments(dimensions: 3)
    #expect(throws: MappingError.partialVector(components: 4, dimensions: 3)) {
      try moments.add([1, 2, 3, 4])
    }
  }

  private func isNear(_ left: [Double], _ right: [Double], _ tolerance: Double) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) <= tolerance }
  }
}
