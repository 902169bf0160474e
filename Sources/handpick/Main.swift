import Commands

/// The program; all it does is in `Commands`.
@main
struct Main {
  static func main() async { await Handpick.launch() }
}
