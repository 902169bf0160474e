internal import Curation

extension PoolProblem {
  /// Where it is and what is wrong; it may quote untrusted text.
  ///
  /// For example `pool.jsonl:12: key "input": it should be text, but is a list.`
  public var summary: String {
    let position = [place.description, column.map(String.init)].compactMap(\.self).joined(separator: ":")
    return "\(position): \(key.map { "key \"\($0)\": " } ?? "")\(explanation)"
  }

  /// What to do about it.
  public var suggestion: String {
    switch kind {
    case .invalidJSON: "Correct the line, or leave it out with --skip-invalid."
    case .notAnObject: "Each record must be an object with named values."
    case .invalidUTF8: "Save the file as UTF-8, for example with iconv."
    case .repeatedKey: "Keep one of the two values."
    case .missingInstruction, .emptyInstruction:
      "Fill it in, leave the record out with --skip-invalid, or name another field with --instruction-field."
    case .noUserTurn: "A message with the role 'user' or 'human' must hold the instruction."
    case .wrongType: "Make it the same type in all records, or map another field."
    case .unsupportedPart: "Only text can be curated; leave the record out with --skip-invalid."
    case .nulInText: "Take the U+0000 out of the text."
    case .tooLong: "Split the record, or leave it out with --skip-invalid."
    case .tooDeep: "Flatten the record, or leave it out with --skip-invalid."
    case .wrongWidth: "Put cells that hold separators or line breaks in double quotes."
    case .unclosedQuote: "Close the quote; a quote inside a cell is written twice."
    case .textAfterQuote: "Write a quote inside a quoted cell twice."
    case .invalidID: "Correct the id, name another field with --id-field, or use --derive-ids."
    case .repeatedID: "Make the ids differ, name another field with --id-field, or use --derive-ids."
    }
  }

  var explanation: String {
    switch kind {
    case .invalidJSON(let reason): "not valid JSON: \(reason)."
    case .notAnObject(let found): "the record is \(found), not an object."
    case .invalidUTF8(let byte):
      "the byte \(hexadecimal(byte))\(offset.map { " at offset \($0)" } ?? "") is not UTF-8."
    case .repeatedKey: "it occurs twice in one object."
    case .missingInstruction: "the instruction is missing."
    case .emptyInstruction: "the instruction is empty."
    case .noUserTurn: "no turn of a user in the conversation."
    case .wrongType(let expected, let found): "it should be \(expected), but is \(found)."
    case .unsupportedPart(let type): "a message holds a part of type \"\(type)\"."
    case .nulInText: "the text holds the character U+0000."
    case .tooLong(let limit): "the record is longer than \(limit) bytes."
    case .tooDeep(let limit): "lists and objects lie more than \(limit) deep in each other."
    case .wrongWidth(let expected, let found):
      "the row has \(found) \(found == 1 ? "cell" : "cells"), the header \(expected)."
    case .unclosedQuote: "a quote is opened here and never closed."
    case .textAfterQuote: "text follows the closing quote of a cell."
    case .invalidID(let reason): "no usable id: \(reason)."
    case .repeatedID(let id, let first?): "the id \"\(id.rawValue)\" was used before, at \(first)."
    case .repeatedID(let id, nil): "the id \"\(id.rawValue)\" is in the project already, for another text."
    }
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "0x" + (digits.count < 2 ? "0" : "") + digits
  }
}
