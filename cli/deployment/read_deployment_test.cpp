#include "deployment/read_deployment.hpp"

#include "deployment/deployment_samples_test.hpp"
#include "deployment/described_deployment.hpp"
#include "framework/catch.hpp"
#include "source/user_error.hpp"

using namespace confab;
using namespace confab::cli;
using Catch::Matchers::Contains;

namespace {

DeploymentFile read(const std::string& yaml) {
  const DeploymentSource source = DeploymentSource::parse("folder/a.yaml", yaml);
  (void)named_contract(source);
  return read_deployment(source, samples::vendor(), samples::stories());
}

std::string refusal(const std::string& yaml) {
  try {
    (void)read(yaml);
    return "accepted";
  } catch (const source::UserError& error) {
    return error.render();
  }
}

const std::string kHead = "vendor: sample\nbase_url: https://h/api\n";

}  // namespace

TEST_CASE("every mistake is told with its place, its line and a remedy") {
  for (const samples::Mistake& mistake : samples::mistakes()) {
    CAPTURE(mistake.yaml);
    const std::string said = refusal(mistake.yaml);
    CHECK_THAT(said, Contains(mistake.said) && Contains("folder/a.yaml:" + mistake.place) && Contains(" | "));
  }
}

TEST_CASE("good files are taken for what they say") {
  for (const std::string& yaml : samples::good_files()) CHECK(refusal(yaml) == "accepted");
  const DeploymentFile file = read(samples::good_files()[1]);
  CHECK(file.base_url == "http://127.0.0.1:8080");
  CHECK(file.credentials.at("default").given == "env:KEY");
  CHECK(file.credentials.at("second_user").command == std::vector<std::string>{"printf", "a b", "--flag"});
  CHECK(file.declared.contains("titles"));
  CHECK(file.denied.contains("replay"));
  CHECK(file.variables.at("agent") == "a-1");
  CHECK(file.limits.requests_per_second == 2.5);
  CHECK(file.limits.concurrency == 3);
  CHECK(file.request_timeout == std::chrono::seconds(20));
  CHECK(file.limits.stream_timeout == std::chrono::minutes(2));
  CHECK(file.limits.retry_timeout.count() == 0);
  CHECK(file.limits.response_bytes == 1'048'576);
  CHECK(file.limits.stream_frames == 50);
  CHECK(file.insecure);
  CHECK(file.read_only);
  CHECK(file.headers.size() == 3);
}

TEST_CASE("a prompt's own wording counts in every scenario that has the prompt") {
  const auto prompts = read(kHead + "prompts: { summarise: Shorter. }\n").prompts;
  CHECK(prompts.at("sample/matrix/one.summarise") == "Shorter.");
  CHECK(prompts.at("sample/matrix/two.summarise") == "Shorter.");
}

TEST_CASE("paths are those from the file's folder") {
  const auto file = read(kHead + "credentials: { default: 'file:keys/a' }\n");
  CHECK(file.credentials.at("default").given == "file:folder/keys/a");
  CHECK(read(kHead + "credentials: { default: 'file:/keys/a' }\n").credentials.at("default").given == "file:/keys/a");
}

TEST_CASE("a credential in the file itself is refused, and shown nowhere") {
  for (const char* part :
       {"credentials: { default: sk-canary }", "credentials: { defualt: sk-canary }", "credentials: sk-canary",
        "credentails: { default: sk-canary }", "credentials: { default: { command: sk-canary } }",
        "credentials: { default: { key: sk-canary } }", "credentials: [sk-canary]",
        "credentials: { sk-canary-without-persona: }", "headers: { Authorization: sk-canary }",
        "headers: { X-Api-Key: sk-canary }", "headers: sk-canary", "password: sk-canary",
        "proxy: 'http://user:sk-canary@h:1'", "proxy: ['http://user:sk-canary@h:1']", "base_url: 'https://user:sk-canary@h'",
        "credentials: { default: sk-canary", "credentials: \"sk-canary\" x"}) {
    CAPTURE(part);
    const std::string text = std::string(part).starts_with("base_url") ? "vendor: sample\n" : kHead;
    const std::string said = refusal(text + part + "\n");
    CHECK(said != "accepted");
    CHECK_THAT(said, !Contains("canary"));
  }
}

TEST_CASE("the contract's defaults count where the file says nothing, and options go before the file") {
  const DeploymentFile file =
      read(kHead +
           "features: { titles: false }\nvariables: { agent: of-file }\nheaders: { X-A: file, X-B: file }\n"
           "limits: { request_timeout: 20s }\n");
  const auto plain = described_deployment(samples::vendor(), file, {}, Secrets::fetched);
  CHECK(plain.base_url == "https://h/api");
  CHECK(plain.label == "https://h/api");
  CHECK(plain.declared == std::set<std::string, std::less<>>{"replay"});
  CHECK(plain.tried.empty());
  CHECK(plain.variables.at("agent") == "of-file");
  CHECK(plain.timeout == std::chrono::seconds(20));
  CHECK(plain.verify_tls);
  CHECK_FALSE(plain.read_only);

  TargetOptions options;
  options.url = "http://other";
  options.denied = {"replay"};
  options.declared = {"titles"};
  options.variables = {"agent=of-options"};
  options.headers = {"x-a: options"};
  options.timeout = std::chrono::seconds(3);
  options.insecure = options.read_only = true;
  const auto changed = described_deployment(samples::vendor(), file, options, Secrets::fetched);
  CHECK(changed.base_url == "http://other");
  CHECK(changed.declared == std::set<std::string, std::less<>>{"titles"});
  CHECK(changed.variables.at("agent") == "of-options");
  using Headers = std::vector<std::pair<std::string, std::string>>;
  CHECK(changed.headers == Headers{{"X-B", "file"}, {"x-a", "options"}});
  CHECK(changed.timeout == std::chrono::seconds(3));
  CHECK_FALSE(changed.verify_tls);
  CHECK(changed.read_only);
}

TEST_CASE("credentials are fetched to be used and left alone for a plan; a missing one is told with its place") {
  unsetenv("CONFAB_TEST_MISSING");
  const DeploymentFile file = read(kHead + "credentials:\n  default: env:CONFAB_TEST_MISSING\n");
  CHECK(described_deployment(samples::vendor(), file, {}, Secrets::left_alone).credentials.contains("default"));
  try {
    (void)described_deployment(samples::vendor(), file, {}, Secrets::fetched);
    FAIL("a variable that is not set is no credential");
  } catch (const source::UserError& error) {
    CHECK_THAT(error.render(), Contains("folder/a.yaml:4:12") && Contains("CONFAB_TEST_MISSING is not set") &&
                                   Contains("4 |   default: env:CONFAB_TEST_MISSING"));
  }
}

TEST_CASE("what was given by reference is a secret: headers, and the proxy's password in every form it has") {
  setenv("CONFAB_TEST_HEADER", "value-of-header", 1);
  setenv("CONFAB_TEST_PROXY", "http://user:pass-word@h:1", 1);
  const DeploymentFile file =
      read(kHead + "headers: { X-A: env:CONFAB_TEST_HEADER, X-B: plain }\nproxy: env:CONFAB_TEST_PROXY\n");
  const auto deployment = described_deployment(samples::vendor(), file, {}, Secrets::fetched);
  CHECK(deployment.proxy == "http://user:pass-word@h:1");
  CHECK(deployment.secrets == std::set<std::string, std::less<>>{"value-of-header", "user:pass-word", "pass-word"});
}
