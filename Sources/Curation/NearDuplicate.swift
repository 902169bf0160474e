/// Another instruction that an instruction is as good as the same as, or near.
public struct NearDuplicate: Equatable, Sendable {
  /// The other one.
  public var other: InstructionID
  /// How alike they are.
  public var likeness: Likeness

  /// Says what an instruction is like.
  public init(of other: InstructionID, _ likeness: Likeness = .same) {
    self.other = other
    self.likeness = likeness
  }
}
