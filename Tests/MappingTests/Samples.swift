import Mapping
import TestSupport

/// Places spread evenly over the map, the same for the same seed.
func scatteredPlaces(_ count: Int, seed: UInt64 = 1) -> [MapPlace] {
  var generator = SplitMix(state: seed)
  return (0..<count).map { _ in
    MapPlace(x: .random(in: 0...1, using: &generator), y: .random(in: 0...1, using: &generator))
  }
}

/// Places that lie the denser the nearer they are to the middle, within a disc.
func discPlaces(_ count: Int, seed: UInt64 = 1) -> [MapPlace] {
  var generator = SplitMix(state: seed)
  var places: [MapPlace] = []
  while places.count < count {
    let (x, y) = (Float.random(in: -1...1, using: &generator), Float.random(in: -1...1, using: &generator))
    let square = x * x + y * y
    if square <= 1 { places.append(MapPlace(x: 0.5 + 0.5 * x * square, y: 0.5 + 0.5 * y * square)) }
  }
  return places
}
