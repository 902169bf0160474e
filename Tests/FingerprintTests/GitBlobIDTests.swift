import Fingerprint
import Testing

@Suite struct GitBlobIDTests {
  /// As `git hash-object` names them.
  @Test(arguments: [
    ("", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"),
    ("hello\n", "ce013625030ba8dba906f756967f9e9ca394464a"),
  ])
  func `the name is git's`(text: String, name: String) {
    #expect(GitBlobID(of: text.utf8).hexadecimal == name)
    #expect(GitBlobID(of: Array(text.utf8)).hexadecimal == name)
  }
}
