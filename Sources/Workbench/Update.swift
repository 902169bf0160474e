import Curation
import TextUI

/// Moves the state on by one event and says what the world must do.
///
/// This is the only function that changes a `State`.
public func update(_ state: inout State, on event: Event, keyMap: KeyMap = .standard) -> [Effect] {
  let wasDone = state.isDone
  var effects = respond(&state, to: event, keyMap: keyMap)
  let missing = state.requestMissingDetails()
  if !missing.isEmpty { effects.append(.load(missing)) }
  let unlisted = state.requestMissingSummaries()
  if !unlisted.isEmpty { effects.append(.list(unlisted)) }
  if state.isDone, !wasDone { effects.append(.savePlace(state.place)) }
  return effects
}

private func respond(_ state: inout State, to event: Event, keyMap: KeyMap) -> [Effect] {
  switch event {
  case .input(let input): return receive(input, in: &state, keyMap: keyMap)
  case .presented(let cluster): state.presentedCluster = cluster
  case .loaded(let details): state.receive(details)
  case .loadFailed(let reason): state.notice = Notice("Cannot read: \(untrusted: reason)", severity: .failure)
  case .listed(let summaries): state.summaries.insert(summaries)
  case .recorded(let entry, let standing): state.receive(entry, standing)
  case .news(let standings): state.receive(standings)
  case .notRecorded(let request, let reason): state.keepUnsaved(request, because: reason)
  case .overtaken(let request, let standing): state.receive(standing, insteadOf: request)
  case .stepRefused(let reason): state.notice = Notice("\(untrusted: reason)", severity: .failure)
  case .found(let search): state.receive(search)
  case .pageRead(let page, let content): state.contents[page] = content
  case .edited(let edited): return state.takeNote(edited)
  }
  return []
}

private func receive(_ input: InputEvent, in state: inout State, keyMap: KeyMap) -> [Effect] {
  switch input {
  case .key(let key):
    state.notice = nil
    return press(key, in: &state, keyMap: keyMap)
  case .paste(let text):
    state.paste(text)
  case .resized(let size):
    state.size = size
    state.clampScroll()
  case .endOfInput, .terminate:
    state.isDone = true
  case .mouse, .resumed:
    break
  }
  return []
}

private func press(_ key: Key, in state: inout State, keyMap: KeyMap) -> [Effect] {
  switch state.layers.last {
  case .page(let page, _):
    guard let command = keyMap.command(for: key, in: .page) else { return [] }
    return state.perform(command, on: page, keyMap: keyMap)
  case .reasons(let draft):
    return state.choose(key, for: draft)
  case .remark, .noteField, .searchField, .commandLine:
    return state.type(key, keyMap: keyMap)
  case nil:
    guard let command = keyMap.command(for: key, in: .room) else { return [] }
    return state.perform(command, key: key, keyMap: keyMap)
  }
}
