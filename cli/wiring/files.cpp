#include "wiring/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <utility>

#include "source/user_error.hpp"

namespace confab::cli {
namespace {

constexpr std::size_t kSlice = 64 * 1024;

source::UserError cannot(std::string_view what, const std::string& path, int reason) {
  return {{path}, fmt::format("cannot {} this file: {}", what, std::strerror(reason))};
}

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File open_to_read(const std::string& path) {
  if (path == "-") return {stdin, [](std::FILE*) { return 0; }};
  File file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) throw cannot("read", path, errno);
  return file;
}

/// What a new file of this user would have; mkstemp gives less.
mode_t usual_mode() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

void write_all(int descriptor, std::string_view text, const std::string& path) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw cannot("write", path, errno);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// Beside the file it is to become, so that a rename is enough; removed unless it became that file.
struct TemporaryFile {
  TemporaryFile(const std::string& its_target, const std::string& its_shown)
      : target(its_target), shown(its_shown), name(its_target + ".XXXXXX"), descriptor(::mkostemp(name.data(), O_CLOEXEC)) {
    if (descriptor < 0) throw cannot("write", shown, errno);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (descriptor >= 0) ::close(descriptor);
    if (!name.empty()) ::unlink(name.c_str());
  }

  void become_target() {
    ::fchmod(descriptor, usual_mode());
    // A full disk may show only now.
    if (::close(std::exchange(descriptor, -1)) != 0) throw cannot("write", shown, errno);
    if (::rename(name.c_str(), target.c_str()) != 0) throw cannot("write", shown, errno);
    name.clear();
  }

  const std::string& target;
  const std::string& shown;  // the path as the user gave it
  std::string name;
  int descriptor;
};

}  // namespace

void read_slices(const std::string& path, const std::function<void(std::string_view)>& on_bytes) {
  const File file = open_to_read(path);
  std::array<char, kSlice> slice;
  // read(2) rather than fread: what a pipe has should be shown when it comes.
  for (;;) {
    const ssize_t count = ::read(fileno(file.get()), slice.data(), slice.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw cannot("read", path, errno);
    if (count == 0) return;
    on_bytes(std::string_view(slice.data(), static_cast<std::size_t>(count)));
  }
}

std::string read_file(const std::string& path, std::size_t most) {
  std::string text;
  read_slices(path, [&](std::string_view bytes) {
    if (text.size() + bytes.size() > most)
      throw source::UserError({path}, fmt::format("this file is larger than {} bytes", most));
    text += bytes;
  });
  return text;
}

void print(std::string_view text, std::FILE* stream) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stream) == text.size() && std::fflush(stream) == 0;
  if (written || errno == EPIPE) return;
  const int reason = errno;
  throw source::UserError({}, fmt::format("cannot write to {}: {}", stream == stdout ? "standard output" : "standard error",
                                          std::strerror(reason)));
}

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  if (is_stdout()) return;
  std::error_code ignored;
  const std::filesystem::path resolved = std::filesystem::weakly_canonical(path_, ignored);
  target_ = resolved.empty() ? path_ : resolved.string();
  const auto status = std::filesystem::status(target_, ignored);
  if (std::filesystem::is_directory(status)) throw cannot("write", path_, EISDIR);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    descriptor_ = ::open(target_.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor_ < 0) throw cannot("write", path_, errno);
    return;
  }
  if (std::filesystem::exists(status) && ::access(target_.c_str(), W_OK) != 0) throw cannot("write", path_, errno);
  const TemporaryFile probe(target_, path_);
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)), target_(std::move(other.target_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void OutputFile::write(std::string_view text) {
  if (is_stdout()) return print(text);
  if (descriptor_ >= 0) return write_all(descriptor_, text, path_);
  TemporaryFile temporary(target_, path_);
  write_all(temporary.descriptor, text, path_);
  temporary.become_target();
}

}  // namespace confab::cli
