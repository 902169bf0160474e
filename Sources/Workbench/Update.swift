import Curation
import TextUI

/// Moves the state on by one event and says what the world must do.
///
/// This is the only function that changes a `State`.
///
/// - Parameters:
///   - state: What it moves on.
///   - event: What happened.
///   - isMoreWaiting: Whether other events come before the next frame; what that frame needs is then not asked
///     for yet, so that keys typed ahead do not have every cluster read that they go through.
/// - Returns: What the world must do, in this order.
public func update(_ state: inout State, on event: Event, isMoreWaiting: Bool = false) -> [Effect] {
  let wasDone = state.isDone
  var effects = respond(&state, to: event, keyMap: state.keyMap)
  guard !isMoreWaiting || state.isDone else { return effects }
  effects += state.requestList()
  let missing = state.requestMissingDetails()
  if !missing.isEmpty { effects.append(.load(missing)) }
  let unlisted = state.requestMissingSummaries()
  if !unlisted.isEmpty { effects.append(.list(unlisted)) }
  if state.isDone, !wasDone {
    // Nobody waits for an answer that nobody will read.
    if state.rankedCluster != nil { effects.append(.cancelRanking) }
    effects.append(.savePlace(state.place))
  }
  return effects
}

private func respond(_ state: inout State, to event: Event, keyMap: KeyMap) -> [Effect] {
  switch event {
  case .input(let input): return receive(input, in: &state, keyMap: keyMap)
  case .presented(let cluster): state.receive(presented: cluster)
  case .loaded(let details): state.receive(details)
  case .loadFailed(let reason): state.receiveFailure(reason)
  case .listed(let summaries): state.summaries.insert(summaries)
  case .recorded(let entry, let standing): state.receive(entry, standing)
  case .stepped(let entry, let act, let standing): state.receive(entry, over: act, standing)
  case .news(let standings): state.receive(standings)
  case .notRecorded(let request, let reason): state.keepUnsaved(request, because: reason)
  case .overtaken(let request, let standing): state.receive(standing, insteadOf: request)
  case .rankingsChanged: state.receiveNewRankings()
  case .stillAsking(let cluster, let seconds): state.receive(wait: seconds, for: cluster)
  case .rankedAgain(let cluster, let message): state.receive(rankingOf: cluster, message)
  case .countedAll(let verdict, let clusters): state.confirm(verdict, about: clusters)
  case .recordedAll(let verdict, let clusters, let time):
    state.savedAt = time
    state.notice = Notice(
      "Saved: \(clusters.count) clusters \(verdict.pastTense). One \(keyMap.way(to: .undo)) takes all of them back."
    )
  case .steppedAll(let clusters, let isUndo, let time):
    state.savedAt = time
    if let first = clusters.min() { state.go(toCluster: first) }
    state.notice = Notice("\(isUndo ? "Undone" : "Redone"): \(clusters.count) clusters at one stroke.")
  case .stepRefused(let reason): state.notice = Notice("\(untrusted: reason)", severity: .failure)
  case .found(let finds): return state.receive(finds)
  case .filtered(let answer): return state.receive(answer)
  case .filterNamed(let name, let choice, let known, let isSaved):
    return state.receive(filter: name, choice, known: known, isSaved: isSaved)
  case .pageRead(let request, let content): state.receive(content, for: request)
  case .mapRead(let reading): return state.receive(reading)
  case .located(let spot): state.receive(spot)
  case .edited(let edited): return state.takeNote(edited)
  case .themeUsed(let name, let problem): state.receiveTheme(name, problem: problem)
  }
  return []
}

private func receive(_ input: InputEvent, in state: inout State, keyMap: KeyMap) -> [Effect] {
  switch input {
  case .key where state.layers.last == .welcome:
    state.layers.removeLast()
  case .key(let key):
    let notice = state.notice
    state.notice = nil
    state.lastClick = nil
    let effects = press(key, in: &state, keyMap: keyMap)
    // Another message follows as soon as it is on disk: no need to send the keys for a moment in between.
    if state.notice == nil, notice?.severity == .information, effects.contains(where: \.isTold) {
      state.notice = notice
    }
    return effects
  case .paste(let text):
    return state.paste(text)
  case .resized(let size):
    state.size = size
    state.clampScroll()
  case .endOfInput, .terminate:
    state.isDone = true
  case .mouse(let mouse):
    return state.receive(mouse, keyMap: keyMap)
  case .resumed:
    break
  }
  return []
}

private func press(_ key: Key, in state: inout State, keyMap: KeyMap) -> [Effect] {
  switch state.layers.last {
  case .page(let page, _) where key == .control("c"):
    return state.perform(.back, on: page, keyMap: keyMap)
  case .map(let sheet) where key == .control("c"):
    return state.perform(.back, on: sheet)
  case .page(let page, _):
    guard let command = keyMap.command(for: key, in: .page) else { return state.explain(key) }
    return state.perform(command, on: page, keyMap: keyMap)
  case .map(let sheet):
    guard let command = keyMap.command(for: key, in: .map) else { return state.explain(key) }
    return state.perform(command, on: sheet)
  case .reasons(let draft):
    return state.choose(key, for: draft)
  case .orders:
    return state.chooseOrder(key)
  case .remark, .noteField, .confirmation, .searchField, .filterField, .commandLine:
    return state.type(key, keyMap: keyMap)
  case .welcome:
    return []
  case nil:
    guard let command = keyMap.command(for: key, in: .room) else { return state.explain(key) }
    return state.perform(command, key: key, keyMap: keyMap)
  }
}
