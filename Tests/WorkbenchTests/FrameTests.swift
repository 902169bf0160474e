import TestSupport
import Testing
import TextUI
import Workbench

@Suite struct FrameTests {
  @Test(arguments: 0..<40)
  func `a frame that takes lines over is the same as one drawn anew`(seed: Int) {
    var chance = SplitMix(state: UInt64(seed))
    var driver = Driver(size: Size(rows: 24, columns: seed.isMultiple(of: 2) ? 80 : 130), clusters: 40)
    let keys: [Key] = "jkjk]]{}gGatosxuTfm?iSQ/:12".map { .character($0) } + [.enter, .tab, .escape]
    var frame: Frame?
    for _ in 0..<150 {
      if let key = keys.randomElement(using: &chance) { driver.press(key) }
      let next = render(driver.state, after: frame)
      #expect(next.screen == render(driver.state))
      frame = next
    }
  }
}
