import Foundation

@testable import SentenceEncoder

/// BERT and MPNet written down as their papers have them, in double precision and without any thought of speed.
struct PlainBert {
  let model: TinyModel
  var format = TinyModel.Format.F32

  typealias Row = [Double]

  /// The rows of all tokens after the last layer.
  func rows(_ tokens: [Int32]) -> [Row] {
    let words = matrix("embeddings.word_embeddings.weight")
    let positions = matrix("embeddings.position_embeddings.weight")
    let kind = model.family == .bert ? matrix("embeddings.token_type_embeddings.weight")[0] : nil
    var rows = zip(tokens, places(of: tokens)).map { token, place in
      let row = sum(words[Int(token)], positions[place])
      return normalized(kind.map { sum(row, $0) } ?? row, "embeddings.LayerNorm")
    }
    for layer in 0..<2 {
      let prefix = "encoder.layer.\(layer)."
      let context = attention(rows, model.attention.map { prefix + $0 })
      rows = zip(rows, context).map { row, context in
        let attended = normalized(
          sum(row, linear(context, prefix + model.attention[3])),
          prefix + model.attentionNorm
        )
        let middle = linear(attended, prefix + "intermediate.dense").map {
          $0 / 2 * (1 + erf($0 / 2.0.squareRoot()))
        }
        return normalized(sum(attended, linear(middle, prefix + "output.dense")), prefix + "output.LayerNorm")
      }
    }
    return rows
  }

  /// The mean of all rows, of length 1.
  func meanVector(_ tokens: [Int32]) -> Row {
    let rows = rows(tokens)
    return unit(rows.dropFirst().reduce(rows[0], sum).map { $0 / Double(rows.count) })
  }

  /// The first row, of length 1.
  func openingVector(_ tokens: [Int32]) -> Row { unit(rows(tokens)[0]) }

  /// The positions of tokens: in MPNet from 2 on, and 1 for all that are the second of the vocabulary.
  private func places(of tokens: [Int32]) -> [Int] {
    guard model.family == .mpnet else { return Array(tokens.indices) }
    return tokens.indices.map { tokens[$0] == 1 ? 1 : 2 + tokens[..<$0].count { $0 != 1 } }
  }

  private func attention(_ rows: [Row], _ names: [String]) -> [Row] {
    let (queries, keys, values) = (
      rows.map { linear($0, names[0]) }, rows.map { linear($0, names[1]) }, rows.map { linear($0, names[2]) }
    )
    let apart = model.family == .mpnet ? matrix("encoder.relative_attention_bias.weight") : nil
    let size = model.width / model.heads
    return queries.enumerated().map { own, query in
      (0..<model.heads).flatMap { head -> Row in
        let columns = head * size..<(head + 1) * size
        let powers = keys.enumerated().map { other, key in
          let score = columns.reduce(0) { $0 + query[$1] * key[$1] } / Double(size).squareRoot()
          return exp(score + (apart?[RelativePositions.bucket(of: other - own, among: 32)][head] ?? 0))
        }
        let total = powers.reduce(0, +)
        return columns.map { column in zip(powers, values).reduce(0) { $0 + $1.0 * $1.1[column] } / total }
      }
    }
  }

  private func linear(_ row: Row, _ name: String) -> Row {
    zip(matrix("\(name).weight"), vector("\(name).bias")).map { weights, bias in
      zip(weights, row).reduce(bias) { $0 + $1.0 * $1.1 }
    }
  }

  private func normalized(_ row: Row, _ name: String) -> Row {
    let mean = row.reduce(0, +) / Double(row.count)
    let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
    let (scale, shift) = (vector("\(name).weight"), vector("\(name).bias"))
    return row.indices.map { (row[$0] - mean) / (variance + 1e-12).squareRoot() * scale[$0] + shift[$0] }
  }

  private func unit(_ row: Row) -> Row {
    let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return row.map { $0 / length }
  }

  private func sum(_ a: Row, _ b: Row) -> Row { zip(a, b).map { $0 + $1 } }

  private func vector(_ name: String) -> Row { (model.tensors[name]?.numbers ?? []).map(format.rounded) }

  private func matrix(_ name: String) -> [Row] {
    let numbers = vector(name)
    let width = model.tensors[name]?.shape.last ?? 1
    return stride(from: 0, to: numbers.count, by: width).map { Array(numbers[$0..<$0 + width]) }
  }
}
