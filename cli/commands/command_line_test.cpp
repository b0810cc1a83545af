#include "commands/command_line.hpp"

#include "framework/catch.hpp"
#include "source/user_error.hpp"

using namespace confab;
using Catch::Matchers::Contains;

namespace {

/// What a user would read; empty when the words were accepted. Nothing is run.
std::string refusal(std::vector<const char*> words) {
  words.insert(words.begin(), "confab");
  try {
    (void)cli::parse_command_line(static_cast<int>(words.size()), words.data());
    return "";
  } catch (const source::UserError& error) {
    return error.render();
  }
}

}  // namespace

TEST_CASE("a wrong word is answered with the nearest one") {
  CHECK_THAT(refusal({"chekc"}), Contains("no command \"chekc\"") && Contains("\"check\""));
  CHECK_THAT(refusal({"check", "reveng", "--tarqet", "x"}), Contains("no option --tarqet") && Contains("\"--target\""));
  CHECK_THAT(refusal({"check", "reveng", "extra"}), Contains("one word too many") && Contains("confab check --help"));
  CHECK_THAT(refusal({"mock", "--pac", "0"}), Contains("\"--pace\""));
}

TEST_CASE("a missing word is named") {
  CHECK_THAT(refusal({}), Contains("a command is missing") && Contains("mock, check"));
  CHECK_THAT(refusal({"check"}), Contains("vendor"));
  CHECK_THAT(refusal({"check", "reveng", "--target"}), Contains("--target"));
  CHECK_THAT(refusal({"report", "x.json"}), Contains("--format"));
  CHECK_THAT(refusal({"lint"}), Contains("files"));
  CHECK_THAT(refusal({"diff", "old.json"}), Contains("after"));
}

TEST_CASE("numbers and durations have their bounds") {
  CHECK_THAT(refusal({"check", "reveng", "--jobs", "0"}), Contains("--jobs"));
  CHECK_THAT(refusal({"check", "reveng", "--jobs", "x"}), Contains("--jobs"));
  CHECK_THAT(refusal({"check", "reveng", "--timeout", "soon"}), Contains("10s, 500ms or 2m"));
  CHECK_THAT(refusal({"check", "reveng", "--timeout", "0s"}), Contains("--timeout"));
  CHECK_THAT(refusal({"mock", "--pace", "-1"}), Contains("--pace"));
  CHECK_THAT(refusal({"mock", "--seed", "seven"}), Contains("--seed"));
  CHECK(refusal({"check", "reveng", "--timeout", "3", "--jobs", "2"}).empty());
  CHECK(refusal({"mock", "reveng", "--heartbeat", "200ms", "--pace", "0.5", "--seed", "7"}).empty());
}

TEST_CASE("contracts and variables are words of the commands that know them") {
  CHECK(refusal({"check", "pipeshub", "--contract", "served", "--var", "agent=a", "--var", "team=b"}).empty());
  CHECK(refusal({"mock", "pipeshub", "--contract", "served"}).empty());
  CHECK(refusal({"list", "clauses", "pipeshub", "--contract", "served"}).empty());
  CHECK(refusal({"frames", "--contract", "served", "pipeshub", "stream_chat"}).empty());
  CHECK_THAT(refusal({"check", "pipeshub", "--contrat", "served"}), Contains("\"--contract\""));
  CHECK_THAT(refusal({"mock", "pipeshub", "--var", "a=b"}), Contains("there is no option --var"));
}

TEST_CASE("an unknown option's value is not repeated, for it may be a credential") {
  CHECK_THAT(refusal({"check", "reveng", "--credentail=default=canary"}), Contains("--credential") && !Contains("canary"));
}

TEST_CASE("a word too many is not repeated where it may be the rest of a credential") {
  for (const char* option : {"--header", "--credential"}) {
    CHECK_THAT(refusal({"check", "reveng", option, "X-Key:", "canary"}),
               Contains("one word too many") && Contains("in quotes") && !Contains("canary"));
  }
}

TEST_CASE("a repeatable option takes one value each time") {
  CHECK(refusal({"check", "--only", "a", "--only", "b", "reveng"}).empty());
  CHECK(refusal({"check", "--report", "json=x", "reveng"}).empty());
  CHECK_THAT(refusal({"check", "reveng", "--only", "a", "b"}), Contains("one word too many"));
}
