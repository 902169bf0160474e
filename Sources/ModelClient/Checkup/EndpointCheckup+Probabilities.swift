extension EndpointCheckup {
  /// Whether replies come with the logarithms of their tokens' probabilities.
  func probabilities() async -> EndpointFinding {
    var request = ChatRequest(
      system: "You answer in one word.",
      user: "Say yes.",
      schema: .text,
      replyTokens: 3,
      sampling: ChatRequest.Sampling(fields: profile.body)
    )
    request.asksProbabilities = true
    let content = try? await ask(request, .text).reply["choices"]?[0]?["logprobs"]?["content"]
    guard content?[0]?["logprob"] != nil else {
      return EndpointFinding(.probabilities, .notable, "not given; ranking does not need them")
    }
    return EndpointFinding(.probabilities, .good, "given with the tokens of replies")
  }
}
