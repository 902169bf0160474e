internal import Foundation

/// The file system that holds a file, by the name that the kernel gives to its type, such as `ext4` or
/// `nfs4`.
struct FileSystem: Equatable, Sendable {
  var type: String

  init(type: String) { self.type = type }

  /// Finds the file system of an existing folder or file, or nil when the kernel does not tell.
  ///
  /// The mount table is used and not `statfs`, because only its names tell a remote FUSE mount from a local
  /// one.
  init?(holding path: String) {
    var status = stat()
    guard
      stat(path, &status) == 0,
      let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
    else { return nil }
    self.init(device: UInt64(status.st_dev), mounts: mounts)
  }

  /// Finds a device in the text of `/proc/self/mountinfo` (see proc_pid_mountinfo(5)).
  init?(device: UInt64, mounts: String) {
    let major = (device >> 8 & 0xFFF) | (device >> 32 & ~0xFFF)
    let minor = (device & 0xFF) | (device >> 12 & ~0xFF)
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard
        fields.count > 2, fields[2] == "\(major):\(minor)",
        let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count
      else { continue }
      self.init(type: String(fields[dash + 1]))
      return
    }
    return nil
  }

  /// Whether other machines may have the same file open, so that shared memory does not reach them all.
  var isNetwork: Bool { Self.networkTypes.contains(type) }

  private static let networkTypes: Set<String> = [
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "fuse.ceph", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs",
    "fuse.sshfs", "gfs2", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "pvfs2", "smb3",
    "smbfs",
  ]
}

/// Something about an open project that its curator should know.
public enum ProjectWarning: Equatable, Sendable {
  /// The file lies on a network file system of this type.
  case networkFileSystem(type: String)

  /// What it is.
  public var summary: String {
    switch self {
    case .networkFileSystem(let type):
      "The project lies on a network file system (\(type)), where its locks may not hold."
    }
  }

  /// What to do about it.
  public var suggestion: String {
    switch self {
    case .networkFileSystem: "Let one person at a time work on it, or keep it on a local disk."
    }
  }
}
