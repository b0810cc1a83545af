#include "wiring/secret.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "framework/catch.hpp"
#include "source/user_error.hpp"

using namespace confab::cli;
using Catch::Matchers::Contains;

namespace {

/// What a user would read.
std::string refusal(const std::string& given) {
  try {
    (void)resolve_secret(given);
    return "accepted";
  } catch (const confab::source::UserError& error) {
    return error.render();
  }
}

struct SecretFile {
  std::string path = (std::filesystem::temp_directory_path() / ("confab-secret-" + std::to_string(getpid()))).string();
  explicit SecretFile(const std::string& text) { std::ofstream(path, std::ios::binary) << text; }
  ~SecretFile() { std::filesystem::remove(path); }
};

}  // namespace

TEST_CASE("a secret comes from the environment, a file, or stands there") {
  setenv("CONFAB_TEST_SECRET", "from the environment", 1);
  CHECK(resolve_secret("env:CONFAB_TEST_SECRET") == "from the environment");
  const SecretFile file("from a file\r\n");
  CHECK(resolve_secret("file:" + file.path) == "from a file");
  CHECK(resolve_secret("literal=with=signs") == "literal=with=signs");
  CHECK(resolve_secret("") == "");
}

TEST_CASE("a missing source of a secret is named with a remedy") {
  unsetenv("CONFAB_TEST_SECRET");
  CHECK_THAT(refusal("env:CONFAB_TEST_SECRET"), Contains("is not set") && Contains("export CONFAB_TEST_SECRET="));
  setenv("CONFAB_TEST_SECRET", "", 1);
  CHECK_THAT(refusal("env:CONFAB_TEST_SECRET"), Contains("is empty"));
  const SecretFile empty("\n");
  CHECK_THAT(refusal("file:" + empty.path), Contains("it is empty"));
  CHECK_THAT(refusal("file:/nonexistent"), Contains("/nonexistent") && Contains("No such file"));
}

TEST_CASE("a secret with a line break is refused and not shown") {
  setenv("CONFAB_TEST_SECRET", "canary\r\nX-Injected: 1", 1);
  CHECK_THAT(refusal("env:CONFAB_TEST_SECRET"), Contains("line break") && !Contains("canary"));
  CHECK_THAT(refusal("canary\n"), Contains("line break") && !Contains("canary"));
}

TEST_CASE("references may be shown, literal secrets may not") {
  CHECK(shown_secret("env:KEY") == "env:KEY");
  CHECK(shown_secret("file:/run/key") == "file:/run/key");
  CHECK(shown_secret("sk-1234") == "<value>");
}

TEST_CASE("an assignment is split at its first separator") {
  CHECK(split_assignment("default=a=b", '=', "") == std::pair<std::string, std::string>("default", "a=b"));
  CHECK(split_assignment("X-A:  b:c ", ':', "") == std::pair<std::string, std::string>("X-A", "b:c"));
  CHECK(split_assignment("default=", '=', "") == std::pair<std::string, std::string>("default", ""));
}

TEST_CASE("an assignment without a name is refused and not shown") {
  for (const char* given : {"canary", "=canary", " =canary"})
    CHECK_THROWS_WITH(split_assignment(given, '=', "NAME=VALUE"), !Contains("canary"));
}
