import Testing

@testable import ProjectStore

@Suite struct FileSystemTests {
  static let mounts = """
    22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw,errors=remount-ro
    40 22 0:52 / /srv/my\\040pools rw,relatime shared:20 master:3 - nfs4 server:/pools rw,vers=4.2
    41 22 0:60 / /mnt/far rw - fuse.sshfs ada@far:/ rw
    42 22 259:1048577 / /big rw - xfs /dev/nvme0n1p1 rw
    broken line
    """

  @Test(arguments: [
    (UInt64(0x801), "ext4", false), (0x34, "nfs4", true), (0x3C, "fuse.sshfs", true),
    (0x1_0001_0301, "xfs", false),
  ])
  func `the mount table tells the type`(device: UInt64, type: String, isNetwork: Bool) throws {
    let fileSystem = try #require(FileSystem(device: device, mounts: Self.mounts))
    #expect(fileSystem.type == type)
    #expect(fileSystem.isNetwork == isNetwork)
  }

  @Test func `an unknown device has no type`() {
    #expect(FileSystem(device: 0x999, mounts: Self.mounts) == nil)
    #expect(FileSystem(holding: "/nowhere/at/all") == nil)
  }
}
