import Foundation
import Mapping
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct MapPictureTests {
  private func picture(_ count: Int, pickEvery: Int = 9, cluster: Int? = 1) throws -> MapPicture {
    let places = discPlaces(count)
    let points = try MapPoints(
      places: places,
      clusters: (0..<count).map { Int32($0 % 50 + 1) },
      marks: (0..<count).map { $0 % pickEvery == 0 ? .own : $0 % pickEvery == 1 ? .others : [] },
      topics: places.map { $0.x < 0.5 ? 0 : 1 }
    )
    return MapPicture(
      title: "A <b>pool</b> & \"more\"",
      subtitle: "PCA, 9.0 % of the variance",
      points: points,
      cluster: cluster,
      topics: ["rivers & seas", "</text><script>\u{202E}\u{1B}[31m"]
    )
  }

  private func isWellFormed(_ document: String) -> Bool {
    XMLParser(data: Data(document.utf8)).parse()
  }

  @Test(arguments: [0, 1, 300, 25_000])
  func `it is well-formed and loads nothing`(count: Int) throws {
    for appearance in MapPicture.Appearance.allCases {
      var picture = try picture(count)
      picture.appearance = appearance
      let document = picture.svg()
      #expect(isWellFormed(document))
      #expect(!document.contains("href") && !document.contains("url(") && !document.contains("@import"))
      #expect(document.contains("prefers-color-scheme") == (appearance == .automatic))
    }
  }

  @Test func `texts are escaped`() throws {
    let document = try picture(300).svg()
    #expect(document.contains("A &lt;b&gt;pool&lt;/b&gt; &amp; &quot;more&quot;"))
    #expect(!document.contains("<script>") && !document.contains("\u{1B}"))
    #expect(document.contains("rivers &amp; seas"))
  }

  @Test func `few points are drawn one by one`() throws {
    var picture = try picture(300, pickEvery: 1_000, cluster: nil)
    picture.points = try MapPoints(places: discPlaces(300))
    #expect(picture.svg().components(separatedBy: "h0").count - 1 == 300 + 3)
  }

  @Test func `picks and the cluster have shapes and lines in the legend`() throws {
    let document = try picture(300).svg()
    for name in ["pool", "my picks", "others' picks", "this cluster", "my pick in it"] {
      #expect(document.contains(">\(name.replacing("'", with: "&#39;"))</text>"))
    }
    for shape in ["h8m-4-4v8", "l6 6m0-6l-6 6", "a5 5", "l7 7l-7 7"] { #expect(document.contains(shape)) }
    let bare = MapPicture(title: "t", subtitle: "s", points: try MapPoints(places: discPlaces(10))).svg()
    #expect(!bare.contains("my picks") && bare.contains(">pool</text>"))
  }

  @Test func `every dot lit and everything picked stays below two megabytes`() throws {
    let places = scatteredPlaces(120_000)
    let points = try MapPoints(
      places: places,
      clusters: places.indices.map { Int32($0 % 2 + 1) },
      marks: places.indices.map { $0 % 3 == 0 ? .own : .others }
    )
    let document = MapPicture(title: "t", subtitle: "s", points: points, cluster: 1).svg()
    #expect(document.utf8.count < 1_000_000)
    #expect(isWellFormed(document))
  }

  @Test func `it is the same each time`() throws {
    #expect(try picture(2_000).svg() == picture(2_000).svg())
  }
}
