// swift-tools-version: 6.2
import PackageDescription

// Run with: swift run --package-path Tests/Benchmarks -c release
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "handpick", path: "../..")],
  targets: [
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        .product(name: "HandpickCore", package: "handpick")
      ],
      swiftSettings: [
        .treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("InternalImportsByDefault"),
      ]
    )
  ]
)
