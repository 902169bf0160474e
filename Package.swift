// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A target of ours, with the settings that all of them share.
func house(
  _ name: String,
  _ dependencies: [Target.Dependency] = [],
  resources: [Resource] = []
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// The tests of a target of ours.
func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.target(name: name)] + dependencies,
    exclude: [],
    swiftSettings: strict
  )
}

let package = Package(
  name: "handpick",
  targets: [
    // C
    .systemLibrary(name: "CLibcrypto"),
    // The domain
    house("Curation"),
    house("Fingerprint", ["CLibcrypto"]),
    // Tests
    tests("Curation"),
    tests("Fingerprint"),
  ]
)
