import Preferences
import TestSupport
import Testing

@Suite struct ConfigurationLocationTests {
  @Test(
    arguments: [
      (["HOME": "/home/ada"], "/home/ada/.config/handpick/config.yaml", false),
      (["HOME": "/home/ada", "XDG_CONFIG_HOME": "/etc/ada"], "/etc/ada/handpick/config.yaml", false),
      (["HOME": "/home/ada", "XDG_CONFIG_HOME": "rel"], "/home/ada/.config/handpick/config.yaml", false),
      (["HOME": "/home/ada", "XDG_CONFIG_HOME": ""], "/home/ada/.config/handpick/config.yaml", false),
      (["HOME": "/home/ada", "HANDPICK_CONFIG": "keys.yaml"], "keys.yaml", true),
      (["HOME": "/home/ada", "HANDPICK_CONFIG": ""], "/home/ada/.config/handpick/config.yaml", false),
      (["XDG_CONFIG_HOME": "/etc/ada"], "/etc/ada/handpick/config.yaml", false),
    ] as [([String: String], String, Bool)]
  )
  func `the environment says where the file is`(
    environment: [String: String],
    path: String,
    isAskedFor: Bool
  ) throws {
    let location = try #require(ConfigurationLocation(environment: environment))
    #expect(location.path == path && location.isAskedFor == isAskedFor)
  }

  @Test func `an environment without a home has no file`() throws {
    #expect(ConfigurationLocation(environment: [:]) == nil)
    #expect(try RoomConfiguration.load(environment: [:]) == .standard)
  }

  @Test func `a file in its usual place is read, and need not be there`() throws {
    let folder = try TemporaryFolder()
    let environment = ["HOME": "/nonexistent", "HANDPICK_CONFIG": folder.file("config.yaml")]
    #expect(try RoomConfiguration.load(environment: ["XDG_CONFIG_HOME": folder.path]) == .standard)
    #expect(throws: ConfigurationError(file: folder.file("config.yaml"), .unreadable)) {
      try RoomConfiguration.load(environment: environment)
    }
    try folder.write("mouse: false\n", to: "config.yaml")
    #expect(try RoomConfiguration.load(environment: environment) == RoomConfiguration(usesMouse: false))
    #expect(throws: ConfigurationError(file: folder.path, .unreadable)) {
      try RoomConfiguration.load(environment: ["HANDPICK_CONFIG": folder.path])
    }
    try folder.write("", to: "config.yaml")
    #expect(try RoomConfiguration.load(environment: environment) == .standard)
    try folder.write([0x6D, 0xFF], to: "config.yaml")
    #expect(throws: ConfigurationError(file: folder.file("config.yaml"), .malformed("it is not UTF-8"))) {
      try RoomConfiguration.load(environment: environment)
    }
  }
}
