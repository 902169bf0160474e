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
  exclude: [String] = [],
  resources: [Resource] = []
) -> Target {
  .target(
    name: name,
    dependencies: dependencies,
    exclude: exclude,
    resources: resources,
    swiftSettings: strict
  )
}

/// The tests of a target of ours.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.target(name: name)] + dependencies,
    exclude: exclude,
    swiftSettings: strict
  )
}

let package = Package(
  name: "handpick",
  products: [
    .executable(name: "handpick", targets: ["handpick"]),
    // What the benchmarks measure.
    .library(
      name: "HandpickCore",
      targets: [
        "Curation", "Embedding", "SentenceEncoder", "Clustering", "Interchange", "TextUI", "Workbench",
      ]
    ),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  ],
  targets: [
    // C
    .systemLibrary(name: "CZlib"),
    .systemLibrary(name: "CLibcrypto"),
    .target(
      name: "CCurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]
    ),
    .target(name: "CSamples"),
    .target(name: "CRename"),
    .target(
      name: "COneDNN",
      linkerSettings: [.linkedFramework("Accelerate", .when(platforms: [.macOS]))]
    ),
    // The domain
    house("Curation"),
    house("Fingerprint", ["CLibcrypto", "Curation"]),
    house("Statistics", ["Curation"]),
    house("Reports", ["Statistics", "Curation"]),
    house("Mapping", ["Curation"]),
    // The stages
    house("Interchange", ["Curation", "CZlib"]),
    house("Embedding", ["Curation"]),
    house(
      "SentenceEncoder",
      ["Curation", "COneDNN", "CRename", "CZlib"],
      exclude: ["generate-bert-scalars.py"]
    ),
    house("Clustering", ["COneDNN", "Curation"]),
    house(
      "ModelClient",
      [
        "Curation", "Fingerprint",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      resources: ["handpick", "published"].map { .embedInCode("Prompts/\($0).txt") }
    ),
    house("ProjectStore", ["Curation", "Fingerprint", .product(name: "GRDB", package: "GRDB.swift")]),
    // The room
    house("ScreenThread"),
    house(
      "TextUI",
      ["ScreenThread", .product(name: "Yams", package: "Yams")],
      exclude: ["generate-scalar-classes.py"],
      resources: [
        "dark", "light", "high-contrast-dark", "high-contrast-light", "red-green-safe",
        "red-green-safe-light",
        "blue-yellow-safe", "terminal", "monochrome",
      ]
      .map { .embedInCode("../../Themes/\($0).yaml") }
    ),
    house("CursesTerminal", ["CCurses", "ScreenThread", "TextUI"]),
    house("Workbench", ["ScreenThread", "TextUI", "Curation", "Statistics", "Mapping"]),
    house("Preferences", ["ModelClient", "TextUI", "Workbench", .product(name: "Yams", package: "Yams")]),
    house(
      "Commands",
      [
        "Curation", "Fingerprint", "Interchange", "Embedding", "SentenceEncoder", "Clustering",
        "ModelClient", "ProjectStore", "Statistics", "Reports", "Mapping", "ScreenThread", "TextUI",
        "CursesTerminal", "Workbench",
        "Preferences",
        "CSamples",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
    .executableTarget(
      name: "handpick",
      dependencies: ["Commands"],
      swiftSettings: strict,
      linkerSettings: [
        // A table of relocations that is 40 KB instead of 3 MB, all of which each start reads.
        .unsafeFlags(
          ["-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"],
          .when(platforms: [.linux])
        )
      ]
    ),
    // Tests
    .target(
      name: "TestSupport",
      dependencies: [
        "ScreenThread", "TextUI", "Curation", "Fingerprint", "Statistics",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      path: "Tests/TestSupport",
      exclude: ["Resources"],
      swiftSettings: strict
    ),
    tests("Curation", ["TestSupport"]),
    tests("Fingerprint"),
    tests("Statistics", ["Curation", "TestSupport"], exclude: ["Reference"]),
    tests("Reports", ["Statistics", "Curation"]),
    tests("Mapping", ["Curation", "Embedding", "TestSupport"]),
    tests("ScreenThread"),
    tests("TextUI", ["TestSupport"], exclude: ["Goldens"]),
    tests("CursesTerminal", ["CCurses", "ScreenThread", "TextUI", "TestSupport"]),
    tests("Interchange", ["Curation", "TestSupport"]),
    tests("Embedding", ["Curation", "TestSupport"]),
    tests(
      "SentenceEncoder",
      ["Curation", "Embedding", "Fingerprint", "Interchange", "TestSupport"],
      exclude: ["Reference"]
    ),
    tests("Clustering", ["COneDNN", "Curation", "Embedding", "TestSupport"]),
    tests("ProjectStore", ["Curation", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")]),
    tests(
      "ModelClient",
      [
        "Curation", "CZlib", "Fingerprint", "TestSupport",
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]
    ),
    tests(
      "Workbench",
      ["Curation", "Mapping", "ScreenThread", "Statistics", "TextUI", "TestSupport"],
      exclude: ["Goldens"]
    ),
    tests("Preferences", ["ModelClient", "Workbench", "TextUI", "TestSupport"]),
    tests(
      "Commands",
      [
        "handpick", "Clustering", "Curation", "Embedding", "ModelClient", "Preferences", "ProjectStore",
        "Reports", "SentenceEncoder", "Statistics", "TestSupport", "TextUI", "Workbench",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
  ]
)
