// What is inside the binary is what lies in the repository, and a mistake there breaks the build.
#include "embedded/embedded.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "framework/catch.hpp"
#include "loader/load_scenarios.hpp"
#include "model/load_vendor.hpp"

namespace confab::embedded {
namespace {

namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void check_same(const source::DocumentSet& inside, const source::DocumentSet& outside) {
  REQUIRE(inside.paths("") == outside.paths(""));
  for (const std::string& path : inside.paths("")) {
    CAPTURE(path);
    CHECK(inside.at(path).value() == outside.at(path).value());
  }
}

// A copy of the repository's data that a test may spoil.
class Copy {
 public:
  Copy() : path_(fs::temp_directory_path() / ("confab_embed_test." + std::to_string(getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_ / "spec");
    fs::copy(CONFAB_SOURCE_DIR "/spec/vendors", path_ / "spec/vendors", fs::copy_options::recursive);
    for (const std::string& file : scenario_documents().paths("")) {
      fs::create_directories((path_ / "scenarios" / file).parent_path());
      fs::copy_file(fs::path(CONFAB_SOURCE_DIR "/scenarios") / file, path_ / "scenarios" / file);
    }
  }
  ~Copy() { fs::remove_all(path_); }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
  }

  /// Exit status and what was said on standard error.
  [[nodiscard]] std::pair<int, std::string> embed() const {
    const std::string command = std::string(CONFAB_EMBED) + " " + path_.string() + " " + (path_ / "out.cpp").string() +
                                " 2>" + (path_ / "err").string();
    const int status = std::system(command.c_str());
    return {WEXITSTATUS(status), read_text(path_ / "err")};
  }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("Inside lie the documents of the repository, value for value") {
  check_same(spec_documents(), source::DocumentSet::from_directory(CONFAB_SOURCE_DIR "/spec"));
  check_same(scenario_documents(), source::DocumentSet::from_directory(CONFAB_SOURCE_DIR "/scenarios"));
}

TEST_CASE("The schemas are embedded byte for byte") {
  CHECK(scenario_schema() == read_text(CONFAB_SOURCE_DIR "/scenarios/scenario.schema.json"));
  CHECK(result_schema() == read_text(CONFAB_SOURCE_DIR "/reports/result.schema.json"));
  CHECK(deployment_schema() == read_text(CONFAB_SOURCE_DIR "/conformance/deployment.schema.json"));
  CHECK(baseline_schema() == read_text(CONFAB_SOURCE_DIR "/reports/baseline.schema.json"));
}

TEST_CASE("Clauses and steps inside name their places by the repository's paths") {
  const spec::Vendor vendor = spec::load_trusted_vendor(spec_documents(), "reveng");
  REQUIRE_FALSE(vendor.clauses.empty());
  CHECK(vendor.clauses.front().place.file == "spec/vendors/reveng/clauses.yaml");
  CHECK(vendor.clauses.front().place.line > 0);
  const auto scenarios = scenarios::load_trusted_scenarios(scenario_documents(), vendor);
  REQUIRE_FALSE(scenarios.empty());
  CHECK(scenarios.front().steps.front().place.file == "scenarios/" + scenarios.front().id + ".yaml");
  CHECK(scenarios.front().steps.front().place.line > 0);
}

TEST_CASE("A folder without mistakes is embedded") {
  const Copy copy;
  CHECK(copy.embed() == std::pair<int, std::string>{0, ""});
}

TEST_CASE("A broken scenario, clause or folder breaks the build and says where") {
  const Copy copy;
  SECTION("a scenario") {
    copy.write("scenarios/reveng/zz.yaml", "title: T\nvendor: reveng\nsteps:\n  - cal: list_conversations\n");
    const auto [status, said] = copy.embed();
    CHECK(status == 2);
    CHECK_THAT(said, Catch::Contains("scenarios/reveng/zz.yaml:4:5: error: unknown step \"cal\"") &&
                         Catch::Contains("Did you mean \"call\"?"));
  }
  SECTION("a clause that nothing proves") {
    copy.write("spec/vendors/reveng/clauses.yaml", read_text(CONFAB_SOURCE_DIR "/spec/vendors/reveng/clauses.yaml") +
                                                       "\n- id: reveng.zz\n  level: must\n  provenance: seed\n  source: x\n "
                                                       " text: A promise.\n  proved_by: [reveng/zz]\n");
    const auto [status, said] = copy.embed();
    CHECK(status == 2);
    CHECK_THAT(said, Catch::Contains("clauses.yaml") &&
                         Catch::Contains("reveng.zz is proved by \"reveng/zz\", which does not exist"));
  }
  SECTION("a scenario of no vendor") {
    copy.write("scenarios/revenge/a.yaml", "title: T\n");
    const auto [status, said] = copy.embed();
    CHECK(status == 2);
    CHECK_THAT(said, Catch::Contains("scenarios/revenge/a.yaml:1:1: error: lies in no folder of a vendor") &&
                         Catch::Contains("\"reveng\""));
  }
}

}  // namespace confab::embedded
