import Curation
import Testing

@Suite struct ApportionmentTests {
  @Test(arguments: [
    (10, [50, 30, 20], [5, 3, 2]), (10, [9, 9, 9], [4, 3, 3]), (7, [53, 24, 23], [4, 2, 1]),
    (3, [100, 1, 1], [1, 1, 1]), (10, [100, 1, 0], [9, 1, 0]), (5, [1000, 999, 1], [2, 2, 1]),
    (0, [0, 0], [0, 0]),
  ])
  func `places go by size, the rest to the largest remainders, and nobody goes without`(
    total: Int,
    sizes: [Int],
    places: [Int]
  ) throws {
    #expect(try Apportionment(of: total, over: sizes).places == places)
  }

  @Test func `what is fixed stays, and the others share the rest`() throws {
    #expect(try Apportionment(of: 10, over: [50, 30, 20], fixed: [0: 1]).places == [1, 5, 4])
    #expect(try Apportionment(of: 10, over: [50, 30, 20], fixed: [1: 0]).places == [7, 0, 3])
    #expect(try Apportionment(of: 9, over: [50, 30], fixed: [0: 4, 1: 5]).places == [4, 5])
  }

  @Test func `what cannot be shared out is refused`() {
    #expect(throws: Apportionment.Failure.fixedPlaces(12, of: 10)) {
      try Apportionment(of: 10, over: [50, 30], fixed: [0: 12])
    }
    #expect(throws: Apportionment.Failure.fixedPlaces(4, of: 10)) {
      try Apportionment(of: 10, over: [50, 30], fixed: [0: 2, 1: 2])
    }
    #expect(throws: Apportionment.Failure.tooFewPlaces(1, groups: 2)) {
      try Apportionment(of: 5, over: [5, 3, 3], fixed: [0: 4])
    }
    #expect(throws: Apportionment.Failure.tooManyPlaces(4, group: 1, members: 3)) {
      try Apportionment(of: 6, over: [5, 3], fixed: [1: 4])
    }
    #expect(throws: Apportionment.Failure.tooFewMembers(1, places: 2)) {
      try Apportionment(of: 2, over: [1])
    }
  }

  @Test func `numbers as large as they can be are refused like others`() {
    #expect(throws: Apportionment.Failure.tooFewMembers(80, places: .max)) {
      try Apportionment(of: .max, over: [50, 30])
    }
    #expect(throws: Apportionment.Failure.fixedPlaces(.max, of: 10)) {
      try Apportionment(of: 10, over: [50, 30], fixed: [0: .max, 1: .max])
    }
  }

  @Test func `shares are off by less than one, whatever the sizes`() throws {
    var generator = SplitMix64(seed: 1)
    for _ in 0..<200 {
      let sizes = (0..<Int(generator.next() % 8 + 1)).map { _ in Int(generator.next() % 1000) + 200 }
      let total = Int(generator.next() % 90) + 10 * sizes.count
      let places = try Apportionment(of: total, over: sizes).places
      let members = sizes.reduce(0, +)
      #expect(places.reduce(0, +) == total)
      for (size, place) in zip(sizes, places) {
        #expect(abs(Double(place) - Double(size * total) / Double(members)) < 1)
      }
    }
  }
}
