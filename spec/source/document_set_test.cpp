#include "source/document_set.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "framework/catch.hpp"
#include "source/invariant.hpp"

namespace confab::source {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("confab_document_set_test." + std::to_string(getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_ / "vendors/toy");
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }
  [[nodiscard]] std::string path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("A folder's YAML files are known by their relative paths and parsed when asked for") {
  const Folder folder;
  folder.write("vendors/toy/openapi.yaml", "a: 1\n");
  folder.write("vendors/toy/broken.yaml", "a: [\n");
  folder.write("vendors/toy/notes.md", "not YAML");
  folder.write("top.yaml", "b: 2\n");
  const auto set = DocumentSet::from_directory(folder.path());
  CHECK(set.paths("") == std::vector<std::string>{"top.yaml", "vendors/toy/broken.yaml", "vendors/toy/openapi.yaml"});
  CHECK(set.paths("vendors/toy/o") == std::vector<std::string>{"vendors/toy/openapi.yaml"});
  CHECK(set.paths("w").empty());
  CHECK(set.contains("top.yaml"));
  CHECK_FALSE(set.contains("vendors/toy/notes.md"));
  CHECK(set.at("vendors/toy/openapi.yaml").value() == Json{{"a", 1}});
  CHECK_THROWS_AS(set.at("vendors/toy/broken.yaml"), UserError);
}

TEST_CASE("A missing document is the user's error, with the nearest path") {
  DocumentSet set;
  set.add("reveng/replay.yaml", [] { return Document(); });
  try {
    static_cast<void>(set.at("reveng/reply.yaml"));
    FAIL("no error");
  } catch (const UserError& error) {
    CHECK(error.render() ==
          "reveng/reply.yaml: error: there is no such document\nhelp: Did you mean \"reveng/replay.yaml\"?");
  }
}

TEST_CASE("What is no folder is the user's error") {
  CHECK_THROWS_WITH(DocumentSet::from_directory("/nowhere/at/all"), "is not a folder");
  CHECK_THROWS_WITH(DocumentSet::from_directory("/dev/null"), "is not a folder");
}

TEST_CASE("A document is loaded once") {
  int loaded = 0;
  DocumentSet set;
  set.add("a.yaml", [&] {
    ++loaded;
    return Document("a.yaml", Json(1), {});
  });
  CHECK(loaded == 0);
  CHECK(&set.at("a.yaml") == &set.at("a.yaml"));
  CHECK(loaded == 1);
}

TEST_CASE("Two documents of the same path are our fault") {
  DocumentSet set;
  set.add("a.yaml", [] { return Document(); });
  CHECK_THROWS_AS(set.add("a.yaml", [] { return Document(); }), InvariantViolated);
}

}  // namespace confab::source
