#include "wiring/target.hpp"

#include <cstdlib>

#include "client/redactor.hpp"
#include "framework/catch.hpp"
#include "source/user_error.hpp"

using namespace confab;
using namespace confab::cli;
using Catch::Matchers::Contains;

namespace {

spec::Vendor sample_vendor() {
  spec::Vendor vendor;
  vendor.name = "sample";
  vendor.features = {{"replay", "", spec::FeatureDefault::declared},
                     {"titles", "", spec::FeatureDefault::tried},
                     {"scripted", "", spec::FeatureDefault::absent}};
  vendor.personas = {{"default", "", "mock-default"}, {"second_user", "", "mock-second"}};
  return vendor;
}

TargetOptions at(std::string url) {
  TargetOptions options;
  options.url = std::move(url);
  return options;
}

std::string refusal(const TargetOptions& options) {
  try {
    check_target_options(options, {sample_vendor()});
    return "accepted";
  } catch (const source::UserError& error) {
    return error.render();
  }
}

}  // namespace

TEST_CASE("a foreign deployment gets the contract's defaults and no credential of the mock") {
  const auto deployment = foreign_deployment(sample_vendor(), at("https://staging.example.com/api/"));
  CHECK(deployment.base_url == "https://staging.example.com/api");
  CHECK(deployment.credentials.empty());
  CHECK(deployment.declared == std::set<std::string, std::less<>>{"replay"});
  CHECK(deployment.tried == std::set<std::string, std::less<>>{"titles"});
  CHECK(deployment.verify_tls);
}

TEST_CASE("a mock offers everything to everybody") {
  const auto deployment = mock_deployment(sample_vendor(), "http://127.0.0.1:1", "embedded mock", {});
  CHECK(deployment.declared.size() == 3);
  CHECK(deployment.tried.empty());
  CHECK(deployment.credentials.at("second_user") == "mock-second");
  CHECK(deployment.label == "embedded mock");
}

TEST_CASE("variables have the mock's value at a mock, the user's everywhere, and no other") {
  spec::Vendor vendor = sample_vendor();
  vendor.variables = {{"agent", "", "mock-agent"}, {"team", "", "mock-team"}};
  TargetOptions options = at("http://h");
  options.variables = {"agent=a=b"};
  CHECK(mock_deployment(vendor, "http://h", "", options).variables.at("agent") == "a=b");
  CHECK(mock_deployment(vendor, "http://h", "", options).variables.at("team") == "mock-team");
  CHECK(foreign_deployment(vendor, options).variables.at("agent") == "a=b");
  CHECK(foreign_deployment(vendor, options).variables.size() == 1);
  CHECK(repeatable(options) == std::vector<std::string>{"--var", "agent=a=b"});
  CHECK_NOTHROW(check_target_options(options, {vendor}));
  options.variables = {"agnet=a"};
  CHECK_THROWS_WITH(check_target_options(options, {vendor}), Contains("there is no variable \"agnet\""));
  options.variables = {"agent"};
  CHECK_THROWS_WITH(check_target_options(options, {vendor}), Contains("lacks its name"));
}

TEST_CASE("a mock is asked below its first mount, its braces filled") {
  spec::Vendor vendor = sample_vendor();
  CHECK(first_mount(vendor).empty());
  vendor.mounts = {"/tenants/{tenant}/{x}/api", ""};
  vendor.variables = {{"tenant", "", "acme"}};
  CHECK(first_mount(vendor) == "/tenants/acme/x/api");
}

TEST_CASE("features that the user declares or denies overrule the defaults") {
  TargetOptions options = at("http://h");
  options.declared = {"titles"};
  options.denied = {"replay"};
  const auto deployment = foreign_deployment(sample_vendor(), options);
  CHECK(deployment.declared == std::set<std::string, std::less<>>{"titles"});
  CHECK(deployment.tried.empty());
  CHECK(mock_deployment(sample_vendor(), "http://h", "", options).declared.count("replay") == 0);
}

TEST_CASE("credentials and headers are resolved; what is given overrules the mock's") {
  setenv("CONFAB_TEST_KEY", "secret", 1);
  TargetOptions options = at("http://h");
  options.credentials = {"default=env:CONFAB_TEST_KEY"};
  options.headers = {"X-Tenant: env:CONFAB_TEST_KEY", "X-Plain: a: b"};
  const auto deployment = mock_deployment(sample_vendor(), "http://h", "", options);
  CHECK(deployment.credentials.at("default") == "secret");
  CHECK(deployment.headers[0] == std::pair<std::string, std::string>("X-Tenant", "secret"));
  CHECK(deployment.headers[1].second == "a: b");
  CHECK(deployment.secrets == std::set<std::string, std::less<>>{"secret"});  // what was given by reference
}

TEST_CASE("wrong words are refused with the nearest one") {
  TargetOptions options = at("http://h");
  options.credentials = {"defualt=x"};
  CHECK_THAT(refusal(options), Contains("\"default\""));
  options = at("http://h");
  options.declared = {"repaly"};
  CHECK_THAT(refusal(options), Contains("no feature \"repaly\"") && Contains("\"replay\""));
  options.declared = options.denied = {"replay"};
  CHECK_THAT(refusal(options), Contains("both a --feature and a --no-feature"));
}

TEST_CASE("a credential whose persona was forgotten is refused and not shown") {
  TargetOptions options = at("http://h");
  options.credentials = {"canary-key"};
  CHECK_THAT(refusal(options), !Contains("canary") && Contains("PERSONA=env:VAR"));
  options.credentials = {"canary=key"};
  CHECK_THAT(refusal(options), !Contains("canary"));
}

TEST_CASE("a target is a base URL without secrets") {
  CHECK_THAT(refusal(at("ftp://h")), Contains("no URL"));
  CHECK_THAT(refusal(at("staging.example.com")), Contains("http://"));
  CHECK_THAT(refusal(at("https://user:canary@h/")), Contains("--credential") && !Contains("canary"));
  CHECK_THAT(refusal(at("https://h/a?key=canary")), Contains("query") && !Contains("canary"));
  CHECK(refusal(at("https://h:1/a@b")) == "accepted");
}

TEST_CASE("a header must have a name that HTTP allows") {
  TargetOptions options = at("http://h");
  options.headers = {"X Bad: 1"};
  CHECK_THROWS_AS(foreign_deployment(sample_vendor(), options), source::UserError);
}

TEST_CASE("what one deployment is given as a credential is hidden in the reports on the others") {
  conformance::Deployment one, other;
  one.credentials = {{"default", "canary-of-one"}, {"anybody", "abc"}};
  other.secrets = {"canary-of-the-other"};
  share_secrets({&one, &other});
  CHECK(conformance::Redactor(other).redact("a canary-of-one b") == "a [redacted] b");
  CHECK(conformance::Redactor(one).redact("a canary-of-the-other b") == "a [redacted] b");
  CHECK(conformance::Redactor(other).redact("abcdef") == "abcdef");  // too short to be hidden where it is no credential
}

TEST_CASE("a repetition gets references, never values") {
  TargetOptions options = at("http://h");
  options.credentials = {"default=env:KEY", "second_user=canary"};
  options.headers = {"X-A: canary"};
  options.declared = {"replay"};
  options.timeout = std::chrono::seconds(3);
  options.insecure = true;
  const std::vector<std::string> expected = {"--credential", "default=env:KEY", "--credential", "second_user=<value>",
                                             "--header",     "X-A: <value>",    "--feature",    "replay",
                                             "--timeout",    "3000ms",          "--insecure"};
  CHECK(repeatable(options) == expected);
  CHECK(repeatable(at("http://h")).empty());
}
