import Foundation

@testable import TextUI

/// How colours look to an eye, and how far apart.
///
/// The matrices act on linear sRGB: Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for
/// Simulation of Color Vision Deficiency", severity 1.
enum ColorVision: String, CaseIterable {
  case usual, protanopia, deuteranopia, tritanopia

  /// How far two colours look apart (CIEDE2000); around 2 is the least that is noticed side by side.
  func difference(_ first: RGB, _ second: RGB) -> Double {
    lab(of: first).difference(to: lab(of: second))
  }

  private var matrix: [[Double]] {
    switch self {
    case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .deuteranopia:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .tritanopia:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    }
  }

  /// sRGB to CIE XYZ (IEC 61966-2-1), each row divided by the white point D65.
  private static let tristimulus: [[Double]] = [
    [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
    [0.2126729, 0.7151522, 0.0721750],
    [0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883],
  ]

  private func lab(of color: RGB) -> LabColor {
    let linear = [color.red, color.green, color.blue].map { component in
      let value = Double(component) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    let seen = Self.product(matrix, linear).map { min(max(0, $0), 1) }
    let roots = Self.product(Self.tristimulus, seen).map { value in
      value > 216.0 / 24389 ? cbrt(value) : (24389.0 / 27 * value + 16) / 116
    }
    return LabColor(
      lightness: 116 * roots[1] - 16,
      a: 500 * (roots[0] - roots[1]),
      b: 200 * (roots[1] - roots[2])
    )
  }

  private static func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
    matrix.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
  }
}

/// A colour in CIE L*a*b*.
struct LabColor {
  var lightness: Double
  var a: Double
  var b: Double

  /// The difference CIEDE2000 (Sharma, Wu and Dalal 2005, "The CIEDE2000 Color-Difference Formula").
  func difference(to other: LabColor) -> Double {
    func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
    /// Grows with chroma from 0 to 1, around 25.
    func weight(_ chroma: Double) -> Double { sqrt(pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7))) }
    let stretch = 1 + 0.5 * (1 - weight((hypot(a, b) + hypot(other.a, other.b)) / 2))
    let (chroma, otherChroma) = (hypot(a * stretch, b), hypot(other.a * stretch, other.b))
    let isGrey = chroma * otherChroma == 0
    func hue(_ color: LabColor) -> Double {
      let angle = atan2(color.b, color.a * stretch) * 180 / .pi
      return angle < 0 ? angle + 360 : angle
    }
    let (hue, otherHue) = (hue(self), hue(other))
    var turn = isGrey ? 0 : otherHue - hue
    if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
    var meanHue = isGrey ? hue + otherHue : (hue + otherHue) / 2
    if !isGrey, abs(hue - otherHue) > 180 { meanHue += meanHue < 180 ? 180 : -180 }
    let meanChroma = (chroma + otherChroma) / 2
    let offset = pow((lightness + other.lightness) / 2 - 50, 2)
    let tilt =
      1 - 0.17 * cos(radians(meanHue - 30)) + 0.24 * cos(radians(2 * meanHue))
      + 0.32 * cos(radians(3 * meanHue + 6)) - 0.2 * cos(radians(4 * meanHue - 63))
    let inLightness = (other.lightness - lightness) / (1 + 0.015 * offset / sqrt(20 + offset))
    let inChroma = (otherChroma - chroma) / (1 + 0.045 * meanChroma)
    let inHue =
      2 * sqrt(chroma * otherChroma) * sin(radians(turn / 2)) / (1 + 0.015 * meanChroma * tilt)
    let rotation =
      -2 * weight(meanChroma) * sin(radians(60 * exp(-pow((meanHue - 275) / 25, 2))))
    return sqrt(
      inLightness * inLightness + inChroma * inChroma + inHue * inHue + rotation * inChroma * inHue
    )
  }
}
