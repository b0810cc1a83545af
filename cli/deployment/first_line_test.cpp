#include "deployment/first_line.hpp"

#include "deployment/secret_source.hpp"
#include "framework/catch.hpp"
#include "source/user_error.hpp"

using namespace confab;
using namespace confab::cli;
using Catch::Matchers::Contains;

namespace {

std::string refusal(const std::vector<std::string>& command, std::chrono::milliseconds patience = kCommandPatience) {
  try {
    (void)first_line(command, patience);
    return "accepted";
  } catch (const source::UserError& error) {
    return error.render();
  }
}

}  // namespace

TEST_CASE("the first line that a program prints is the secret, without its end") {
  CHECK(first_line({"printf", "one\\r\\ntwo\\n"}) == "one");
  CHECK(first_line({"printf", "no line end"}) == "no line end");
  CHECK(first_line({"sh", "-c", "cat; echo from a shell"}) == "from a shell");  // its input is empty
}

TEST_CASE("words are given to the program as they are, without a shell") {
  CHECK(first_line({"printf", "%s", "$HOME; `id`"}) == "$HOME; `id`");
}

TEST_CASE("a program that gives no secret is refused; no argument and no output of it is shown") {
  CHECK_THAT(refusal({"confab-no-such-program"}), Contains("confab-no-such-program") && Contains("cannot be started"));
  CHECK_THAT(refusal({"sh", "-c", "echo canary; echo canary >&2; exit 3"}),
             Contains("the command sh failed with exit status 3") && !Contains("canary"));
  CHECK_THAT(refusal({"sh", "-c", "kill -9 $$"}), Contains("signal 9"));
  CHECK_THAT(refusal({"printf", "\\ncanary"}), Contains("first line is empty") && !Contains("canary"));
  CHECK_THAT(refusal({"head", "-c", "100000", "/dev/zero"}), Contains("more than a credential"));
}

TEST_CASE("a program that does not end is ended") {
  CHECK_THAT(refusal({"sleep", "1000"}, std::chrono::milliseconds(50)), Contains("does not come to an end"));
}

TEST_CASE("a source of a secret names its place in the deployment file") {
  SecretSource source;
  source.given = "env:CONFAB_TEST_NO_SUCH_VARIABLE";
  source.place = {"staging.yaml", 4, 12};
  source.line = "  default: env:CONFAB_TEST_NO_SUCH_VARIABLE";
  CHECK(source.is_reference());
  CHECK_THROWS_WITH(source.fetch(), Contains("is not set"));
  try {
    (void)source.fetch();
  } catch (const source::UserError& error) {
    CHECK_THAT(error.render(), Contains("staging.yaml:4:12") && Contains("4 |   default: env:") && Contains("export"));
  }
  source.command = {"printf", "key\\nmore"};
  CHECK(source.fetch() == "key");
  source.command = {"printf", "ca\\001nary"};
  CHECK_THROWS_WITH(source.fetch(), Contains("control character") && !Contains("nary"));
  CHECK_FALSE(SecretSource{.given = "acme"}.is_reference());
}
