// Every format shows the sample run, and one with a baseline, exactly as reports/goldens/ says. CONFAB_APPROVE=1 writes what
// is there as approved.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "formats/format.hpp"
#include "framework/catch.hpp"
#include "goldens/known_run.hpp"
#include "goldens/sample_run.hpp"

using namespace confab::reports;

namespace {

const std::filesystem::path kFolder = std::filesystem::path(CONFAB_SOURCE_DIR) / "reports" / "goldens";

/// File name to what stands in it, for every format that is registered and every style of the console.
std::map<std::string, std::string> rendered() {
  const RunResult run = sample_run();
  std::map<std::string, std::string> files;
  const RunResult known = stale_run();
  for (const Format& format : formats()) {
    files.emplace(format.file, format.render(run));
    files.emplace("baseline-" + std::string(format.file), format.render(known));
  }
  files.emplace("baseline-console.txt", render_console(known, {}));
  files.emplace("console.txt", render_console(run, {}));
  files.emplace("console-verbose.txt", render_console(run, {.colour = false, .verbose = true}));
  files.emplace("console-colour.txt", render_console(run, {.colour = true, .verbose = false}));
  return files;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool approving() {
  const char* word = std::getenv("CONFAB_APPROVE");
  return word != nullptr && std::string(word) == "1";
}

}  // namespace

TEST_CASE("every format renders the sample runs as their goldens say") {
  for (const auto& [name, text] : rendered()) {
    INFO(name << " (CONFAB_APPROVE=1 accepts a wanted change)");
    if (approving()) std::ofstream(kFolder / name, std::ios::binary) << text;
    CHECK(read(kFolder / name) == text);
  }
}

TEST_CASE("no golden is left of a format that is gone") {
  const auto files = rendered();
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    const std::string name = entry.path().filename();
    INFO(name);
    CHECK((entry.path().extension() == ".hpp" || files.contains(name)));
  }
}
