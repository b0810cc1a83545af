// Reading what users name and writing what they asked for.
#pragma once

#include <cstddef>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>

namespace confab::cli {

/// Whole file; "-" is standard input. Throws UserError with the system's reason, or if there is more than `most` bytes.
[[nodiscard]] std::string read_file(const std::string& path, std::size_t most);

/// The same in slices as they come. `on_bytes` may keep nothing of what it is given.
void read_slices(const std::string& path, const std::function<void(std::string_view)>& on_bytes);

/// Writes and flushes. A reader that went away (`| head`) is no error: what follows is dropped. Any other failure throws
/// UserError.
void print(std::string_view text, std::FILE* stream = stdout);

/// A file that appears under its name only when it is complete; before that nothing is left behind, whatever ends the
/// process.
class OutputFile {
 public:
  /// Throws UserError if nothing can be written there, before any work is done. "-" is standard output; what is neither a
  /// regular file nor missing (a pipe, a device) is written in place.
  explicit OutputFile(std::string path);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  /// Once. Throws UserError, for example when the disk is full; the earlier file is then still there.
  void write(std::string_view text);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] bool is_stdout() const { return path_ == "-"; }

 private:
  std::string path_;
  std::string target_;   // path_ with symbolic links followed
  int descriptor_ = -1;  // of what is written in place
};

}  // namespace confab::cli
