/// The tokens of a vocabulary by their UTF-8, so that the longest one that begins a word is found in one walk.
struct VocabularyTrie: Sendable {
  /// A state of a walk: the bytes so far.
  typealias Node = UInt32

  /// Where every walk begins.
  static let root: Node = 0

  private static let none: Int32 = -1
  private static let noEdge = UInt32.max

  /// For each node the id of the token that ends there.
  private var ids: [Int32] = [none]
  /// The edges by `node << 8 | byte`, in a hash table with open addressing whose size is a power of two.
  private var keys = [UInt32](repeating: noEdge, count: 1024)
  private var targets = [Node](repeating: root, count: 1024)

  /// Makes a trie of tokens with their ids.
  init(_ tokens: some Sequence<(String, Int)>) {
    for (token, id) in tokens {
      var node = Self.root
      for byte in token.utf8 { node = child(of: node, by: byte) ?? addChild(to: node, by: byte) }
      ids[Int(node)] = Int32(id)
    }
  }

  /// The node after one more byte, or nil when no token goes on so.
  func child(of node: Node, by byte: UInt8) -> Node? {
    let key = node << 8 | UInt32(byte)
    let slot = slot(of: key)
    return keys[slot] == key ? targets[slot] : nil
  }

  /// The id of the token that ends at a node, or nil when none does.
  func id(at node: Node) -> Int32? {
    let id = ids[Int(node)]
    return id == Self.none ? nil : id
  }

  /// The node at the end of some bytes, or nil when no token begins so.
  func node(after bytes: some Sequence<UInt8>) -> Node? {
    var node = Self.root
    for byte in bytes {
      guard let next = child(of: node, by: byte) else { return nil }
      node = next
    }
    return node
  }

  /// The longest token that begins at a position of a word, the walk beginning at a node.
  func longestToken(in word: [UInt8], from start: Int, walkingFrom first: Node) -> (id: Int32, end: Int)? {
    var node = first
    var longest: (id: Int32, end: Int)?
    for position in start..<word.count {
      guard let next = child(of: node, by: word[position]) else { break }
      node = next
      if let id = id(at: node) { longest = (id, position + 1) }
    }
    return longest
  }

  private mutating func addChild(to node: Node, by byte: UInt8) -> Node {
    if ids.count * 2 > keys.count { grow() }
    let child = Node(ids.count)
    ids.append(Self.none)
    insert(node << 8 | UInt32(byte), child)
    return child
  }

  private mutating func insert(_ key: UInt32, _ target: Node) {
    let slot = slot(of: key)
    keys[slot] = key
    targets[slot] = target
  }

  /// Where a key is, or would be put.
  private func slot(of key: UInt32) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while keys[slot] != key, keys[slot] != Self.noEdge { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let edges = zip(keys, targets).filter { $0.0 != Self.noEdge }
    keys = [UInt32](repeating: Self.noEdge, count: keys.count * 2)
    targets = [Node](repeating: Self.root, count: keys.count)
    for (key, target) in edges { insert(key, target) }
  }
}
