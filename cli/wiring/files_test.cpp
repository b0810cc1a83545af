#include "wiring/files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "framework/catch.hpp"
#include "source/user_error.hpp"

using namespace confab::cli;
using Catch::Matchers::Contains;

namespace {

namespace fs = std::filesystem;

/// An empty folder that goes with the test.
struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "confab-files-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  [[nodiscard]] std::string file(const std::string& name) const { return (path / name).string(); }
  [[nodiscard]] auto count() const { return std::distance(fs::directory_iterator(path), fs::directory_iterator()); }
};

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("an output file appears under its name when it is complete, and nothing else stays") {
  const Folder folder;
  {
    OutputFile file(folder.file("out"));
    CHECK_FALSE(fs::exists(folder.file("out")));
    file.write("all of it");
  }
  CHECK(content(folder.file("out")) == "all of it");
  CHECK(folder.count() == 1);
}

TEST_CASE("an output file that was never written leaves nothing, and the earlier file as it was") {
  const Folder folder;
  std::ofstream(folder.file("out")) << "earlier";
  { const OutputFile unused(folder.file("out")); }
  CHECK(content(folder.file("out")) == "earlier");
  CHECK(folder.count() == 1);
}

TEST_CASE("an output file has the mode that any new file has") {
  const Folder folder;
  OutputFile(folder.file("out")).write("x");
  std::ofstream(folder.file("other")) << "x";
  CHECK(fs::status(folder.file("out")).permissions() == fs::status(folder.file("other")).permissions());
}

TEST_CASE("a symbolic link is followed and stays a link") {
  const Folder folder;
  std::ofstream(folder.file("real")) << "earlier";
  fs::create_symlink(folder.file("real"), folder.file("link"));
  OutputFile(folder.file("link")).write("later");
  CHECK(fs::is_symlink(folder.file("link")));
  CHECK(content(folder.file("real")) == "later");
}

TEST_CASE("a device is written in place and never replaced") {
  OutputFile("/dev/null").write("gone");
  CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("what cannot be written is refused before any work, with the reason") {
  const Folder folder;
  CHECK_THROWS_WITH(OutputFile(folder.file("no/such/folder/out")), Contains("No such file or directory"));
  CHECK_THROWS_WITH(OutputFile(folder.path.string()), Contains("Is a directory"));
}

TEST_CASE("a full disk is an error of the environment") {
  OutputFile full("/dev/full");
  CHECK_THROWS_WITH(full.write("x"), Contains("No space left on device"));
}

TEST_CASE("reading gives the whole file or the reason why not") {
  const Folder folder;
  const std::string text(200'000, 'x');
  std::ofstream(folder.file("in")) << text;
  CHECK(read_file(folder.file("in"), text.size()) == text);
  CHECK_THROWS_WITH(read_file(folder.file("in"), text.size() - 1), Contains("larger than"));
  CHECK_THROWS_WITH(read_file(folder.file("missing"), 10), Contains("No such file or directory"));
  CHECK_THROWS_WITH(read_file(folder.path.string(), 10), Contains("Is a directory"));
}

TEST_CASE("an error about a file names the file") {
  try {
    (void)read_file("/nonexistent/file", 10);
    FAIL("read what is not there");
  } catch (const confab::source::UserError& error) {
    CHECK(error.place().file == "/nonexistent/file");
  }
}
