import Statistics
import TextUI

/// An evaluation as tables for a person.
struct EvaluationText {
  private let evaluation: Evaluation

  init(_ evaluation: Evaluation) { self.evaluation = evaluation }

  var lines: [DisplayText] {
    var lines: [DisplayText] = [
      "\(evaluation.pool) instructions in \(evaluation.topics) topics\(source), median length \(evaluation.medianLength, decimals: 0) characters",
      "",
    ]
    lines += qualities.lines
    lines += ["", "standard deviations of random draws by which they are better than random (-: worse)"]
    lines += deviations.lines
    lines += ["", "mean distance of an instruction to the nearest of the first picks, by the share of them"]
    lines += curves.lines
    let agreements = evaluation.selections.contains { ($0.agreement?.all.trials ?? 0) > 0 }
    if agreements { lines += ["", "people who picked what it puts first"] + agreementTable.lines }
    if let predictions = evaluation.predictions { lines += [""] + Self.table(of: predictions).lines }
    lines += [
      "",
      "cover: mean and largest distance to the nearest pick, lower is better; pairs: mean and least distance of",
      "two picks; shift: distance of their mean to the pool's, lower is better; dup: picks as good as the same as",
      "an earlier one, near: near one; even: spread over topics, 1 is best",
    ]
    if evaluation.topicSource == .evaluation {
      lines.append("topics are found for this evaluation alone: the project has none for all of its vectors")
    }
    if evaluation.measured < evaluation.pool {
      lines.append("cover is measured on a random sample of \(evaluation.measured) instructions")
    }
    if let compared = evaluation.selections.map(\.quality).first(where: { $0.comparedPicks < $0.picks }) {
      lines.append(
        "pairs, least, dup and near are measured among a random sample of \(compared.comparedPicks) of more picks"
      )
    }
    return lines
  }

  private var source: DisplayText { evaluation.topicSource == .project ? " of the project" : "" }

  private var qualities: TextTable {
    var table = TextTable([
      ("picks of", .left), ("n", .right), ("cover", .right), ("radius", .right), ("pairs", .right),
      ("least", .right), ("shift", .right),
      ("dup", .right), ("near", .right), ("topics", .right), ("even", .right), ("length", .right),
    ])
    for selection in evaluation.selections {
      let quality = selection.quality
      table.add([
        Self.name(of: selection), "\(quality.picks)", Self.number(quality.coverMean),
        Self.number(quality.coverRadius),
        Self.number(quality.pairMean), Self.number(quality.pairLeast), Self.number(quality.centroidShift),
        "\(quality.repeated)",
        "\(quality.nearlyRepeated)", "\(quality.topics)", Self.number(quality.evenness),
        Self.number(quality.medianLength, decimals: 0),
      ])
    }
    for random in evaluation.random {
      table.add(
        ["random, \(random.draws) draws", "\(random.picks)"]
          + Self.cells(of: random) { Self.number($0?.mean, decimals: $1) }
      )
      table.add(
        ["  +- sd", ""] + Self.cells(of: random) { Self.number($0?.deviation, decimals: max(1, $1)) }
      )
    }
    return table
  }

  /// How far each selection is from as many random picks, in standard deviations; positive is better.
  private var deviations: TextTable {
    var table = TextTable([
      ("picks of", .left), ("cover", .right), ("radius", .right), ("pairs", .right), ("least", .right),
      ("shift", .right), ("topics", .right), ("even", .right),
    ])
    for selection in evaluation.selections {
      let quality = selection.quality
      guard let random = evaluation.random.first(where: { $0.picks == quality.picks }) else { continue }
      func cell(_ value: Double?, _ spread: Spread?, lowerIsBetter: Bool = false) -> DisplayText {
        guard let value, let deviations = spread?.deviations(of: value) else { return "-" }
        return Self.signed(lowerIsBetter ? -deviations : deviations)
      }
      table.add([
        Self.name(of: selection), cell(quality.coverMean, random.coverMean, lowerIsBetter: true),
        cell(quality.coverRadius, random.coverRadius, lowerIsBetter: true),
        cell(quality.pairMean, random.pairMean), cell(quality.pairLeast, random.pairLeast),
        cell(quality.centroidShift, random.centroidShift, lowerIsBetter: true),
        cell(Double(quality.topics), random.topics), cell(quality.evenness, random.evenness),
      ])
    }
    return table
  }

  private static func cells(
    of random: Evaluation.Random,
    _ text: (Spread?, _ decimals: Int) -> DisplayText
  ) -> [DisplayText] {
    [
      text(random.coverMean, 3), text(random.coverRadius, 3), text(random.pairMean, 3),
      text(random.pairLeast, 3), text(random.centroidShift, 3),
      text(random.repeated, 1), text(random.nearlyRepeated, 1), text(random.topics, 1),
      text(random.evenness, 3),
      text(random.medianLength, 0),
    ]
  }

  private var curves: TextTable {
    let steps = evaluation.selections.map(\.quality.curve.count).max() ?? 0
    var table = TextTable(
      [("picks of", .left)]
        + (1...max(1, steps)).map { ("\($0 * 100 / max(1, steps)) %", TextTable.Alignment.right) }
    )
    for selection in evaluation.selections {
      table.add([Self.name(of: selection)] + selection.quality.curve.map { Self.number($0.mean) })
    }
    return table
  }

  private var agreementTable: TextTable {
    var table = TextTable([
      ("", .left), ("all", .left), ("share", .right), ("by chance", .right), ("ranking not seen", .left),
    ])
    for selection in evaluation.selections {
      guard let agreement = selection.agreement else { continue }
      table.add([
        Self.name(of: selection), "\(agreement.all.successes) of \(agreement.all.trials)",
        Self.number(agreement.all.rate), Self.number(agreement.all.chance),
        "\(agreement.blind.successes) of \(agreement.blind.trials)",
      ])
    }
    return table
  }

  private static func table(of predictions: [PredictionJSON]) -> TextTable {
    var table = TextTable([
      ("predictions", .left), ("n", .right), ("ROUGE-L", .right), ("95 %", .left), ("cosine", .right),
      ("95 %", .left),
    ])
    for prediction in predictions {
      table.add([
        "\(untrusted: prediction.file)", "\(prediction.rougeL.count)", number(prediction.rougeL.value),
        range(prediction.rougeL), number(prediction.cosine?.value), prediction.cosine.map(range) ?? "-",
      ])
    }
    return table
  }

  private static func name(of selection: Evaluation.Selection) -> DisplayText {
    let name: DisplayText = "\(untrusted: selection.name)"
    return selection.run.map { "run \($0) " + name } ?? name
  }

  private static func signed(_ value: Double) -> DisplayText {
    value > 0 ? "+\(value, decimals: 1)" : "\(value, decimals: 1)"
  }

  private static func number(_ value: Double?, decimals: Int = 3) -> DisplayText {
    value.map { "\($0, decimals: decimals)" } ?? "-"
  }

  private static func range(_ mean: MeanJSON) -> DisplayText {
    guard let lower = mean.lower, let upper = mean.upper else { return "-" }
    return "\(lower, decimals: 3) to \(upper, decimals: 3)"
  }
}
