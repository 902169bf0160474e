/// The name that somebody probably meant, for "did you mean".
///
/// - Parameters:
///   - written: What was written.
///   - names: The names that there are.
/// - Returns: The nearest, upper and lower case taken for the same; nil where even that one is mostly different.
public func nearestName(to written: String, among names: some Sequence<String>) -> String? {
  let letters = Array(written.lowercased().prefix(64))
  let nearest = names.map { (name: $0, distance: editDistance(letters, Array($0.lowercased()))) }
    .min { $0.distance < $1.distance }
  guard let nearest, nearest.distance <= max(1, letters.count / 2), nearest.distance < letters.count else {
    return nil
  }
  return nearest.name
}

/// The least number of letters to insert, leave out, replace, or exchange with their neighbour (the optimal
/// string alignment distance).
private func editDistance(_ first: [Character], _ second: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for row in first.indices {
    var current = [row + 1]
    for column in second.indices {
      let isSame = first[row] == second[column]
      var distance = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        distance = min(distance, beforeLast[column - 1] + 1)
      }
      current.append(distance)
    }
    (beforeLast, last) = (last, current)
  }
  return last[second.count]
}
