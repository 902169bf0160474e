import Foundation
import NIOHTTP1

extension HTTPTransport {
  /// Sends a request and reads the response as JSON.
  ///
  /// - Throws: What is wrong with the endpoint or the request.
  func json(_ method: HTTPMethod, _ address: String, body: [UInt8]? = nil) async throws(ModelError)
    -> JSONValue
  {
    let response = try await exchange(method, address, body: body)
    guard response.status == 200 else { throw error(for: response, model: endpoint.model) }
    return try json(in: response)
  }

  /// Reads a response as JSON.
  ///
  /// - Throws: That it is none.
  func json(in response: Response) throws(ModelError) -> JSONValue {
    guard let value = JSONValue(json: String(decoding: response.body, as: UTF8.self)) else {
      throw .unreadableReply(detail: clipped(Complaint.text(of: response.body)))
    }
    return value
  }

  /// What a response means that is not the one asked for.
  ///
  /// - Parameters:
  ///   - response: The response.
  ///   - model: The model that was asked for.
  ///   - wait: What its `Retry-After` header asks for.
  /// - Returns: The error.
  func error(for response: Response, model: String, wait: Duration? = nil) -> ModelError {
    let detail = clipped(Complaint.text(of: response.body))
    switch response.status {
    case 300..<400:
      let target = response.headers.first(name: "location") ?? "nowhere"
      return .redirected(address: endpoint.base, target: clipped(target))
    case 401, 403:
      return .unauthorized(address: endpoint.base, sentKey: endpoint.key != nil, detail: detail)
    case 404:
      return .notFound(address: endpoint.base, model: model, detail: detail)
    case 429:
      return .rateLimited(seconds: wait.map { Int(($0 / .seconds(1)).rounded(.up)) }, detail: detail)
    // So llama.cpp says that a text is too long, which will not change.
    case 500 where detail.contains("too large to process"):
      return .refused(status: response.status, detail: detail)
    case 500...:
      return .serverFailed(status: response.status, detail: detail)
    default:
      return .refused(status: response.status, detail: detail)
    }
  }
}

extension ModelError {
  /// Whether the server refuses the way in which the reply's shape is asked for.
  var concernsReplyFormat: Bool {
    guard case .refused(let status, let detail) = self, status == 400 || status == 422 else { return false }
    return detail.lowercased().contains(/response_format|schema/)
  }

  /// Whether the same request may well be answered a little later.
  var deservesRetry: Bool {
    switch self {
    case .unreachable, .connectionLost, .rateLimited: true
    case .serverFailed(let status, _): status != 501 && status != 505
    case .refused(let status, _): status == 408
    default: false
    }
  }
}
