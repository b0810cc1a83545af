#include "deployment/deployment_samples_test.hpp"

namespace confab::cli::samples {
namespace {

const std::string kHead = "vendor: sample\nbase_url: https://h/api\n";

}  // namespace

const std::vector<Mistake>& mistakes() {
  static const std::vector<Mistake> all{
      {"base_url: https://h\n", "the key \"vendor\" is missing", "1:1"},
      {"vendor: sample\n", "the key \"base_url\" is missing", "1:1"},
      {"- vendor\n", "expected a mapping", "1:1"},
      {kHead + "credentails: { default: env:KEY }\n", "Did you mean \"credentials\"?", "3:1"},
      {"vendor: sample\nbase_url: ftp://h\n", "does not start with http:// or https://", "2:11"},
      {"vendor: sample\nbase_url: https://user:word@h\n", "holds a user name or password", "2:11"},
      {"vendor: sample\nbase_url: https://h/?x=1\n", "a query or fragment", "2:11"},
      {kHead + "credentials:\n  defualt: env:KEY\n", "Did you mean \"default\"?", "4:3", false},
      {kHead + "credentials:\n  default: [a]\n", "not written into this file", "4:12"},
      {kHead + "credentials: env:KEY\n", "expected a mapping of personas", "3:14"},
      {kHead + "credentials:\n  default: { comand: [x] }\n", "Did you mean \"command\"?", "4:14"},
      {kHead + "credentials:\n  default: { command: [] }\n", "the list is empty"},
      {kHead + "credentials:\n  default: { command: [''] }\n", "has no name", "", false},
      {kHead + "features:\n  repaly: true\n", "Did you mean \"replay\"?", "4:3", false},
      {kHead + "features:\n  replay: yes\n", "expected true or false, found the text \"yes\"", "4:11"},
      {kHead + "variables:\n  agnet: a\n", "Did you mean \"agent\"?", "4:3", false},
      {kHead + "variables:\n  agent: 5\n", "expected text", "4:10"},
      {kHead + "prompts:\n  sumarise: a\n", "Did you mean \"summarise\"?", "4:3", false},
      {kHead + "limits:\n  requests_per_secnd: 5\n", "Did you mean \"requests_per_second\"?", "4:3"},
      {kHead + "limits:\n  requests_per_second: 0\n", "above 0", "4:24"},
      {kHead + "limits: { requests_per_second: fast }\n", "a number of requests a second"},
      {kHead + "limits:\n  concurrency: 0\n", "a whole number from 1 to 256", "4:16"},
      {kHead + "limits:\n  request_timeout: 10\n", "expected a duration", "4:20"},
      {kHead + "limits:\n  request_timeout: soon\n", "expected a duration", "4:20"},
      {kHead + "limits:\n  stream_timeout: 0s\n", "no time at all", "", false},
      {kHead + "limits:\n  response_bytes: 10\n", "from 1024 to"},
      {kHead + "limits:\n  stream_frames: 0\n", "from 1 to"},
      {kHead + "tls:\n  ca: x\n", "unknown key \"ca\"", "4:3"},
      {kHead + "tls:\n  ca_file: /nowhere/ca.pem\n", "/nowhere/ca.pem: no certificate of a CA", "4:12", false},
      {kHead + "tls:\n  client_key: x\n", "go together", "4:3"},
      {kHead + "tls:\n  client_certificate: /nowhere/a\n  client_key: /nowhere/b\n", "no certificate can be read", "4:23",
       false},
      {kHead + "tls: { insecure: no }\n", "expected true or false"},
      {kHead + "proxy: socks5://h:1\n", "http://HOST:PORT", "3:8", false},
      {kHead + "proxy: http://h:1/path\n", "the proxy has a path", "", false},
      {kHead + "headers:\n  'X Tenant': a\n", "no name of a header", "4:3", false},
      {kHead + "read_only: 1\n", "expected true or false", "3:12"},
  };
  return all;
}

const std::vector<std::string>& good_files() {
  static const std::vector<std::string> all{
      kHead,
      R"(vendor: sample
base_url: http://127.0.0.1:8080/
credentials:
  default: env:KEY
  second_user: { command: [printf, 'a b', --flag] }
features: { replay: false, titles: true }
variables: { agent: a-1 }
prompts: { summarise: In one sentence. }
limits:
  requests_per_second: 2.5
  concurrency: 3
  request_timeout: 20s
  stream_timeout: 2m
  retry_timeout: 0s
  response_bytes: 1048576
  stream_frames: 50
tls: { insecure: true }
proxy: http://proxy.example.com:3128
headers: { X-Tenant: acme, X-Api-Key: env:OTHER, X-Trace: { command: [id] } }
read_only: true
)",
      kHead + "contract: served\nproxy: env:PROXY\ncredentials: {}\n",
  };
  return all;
}

const spec::Vendor& vendor() {
  static const spec::Vendor sample = [] {
    spec::Vendor made;
    made.name = "sample";
    made.title = "Sample API";
    made.base_url = "https://api.example.com";
    made.auth_header = "Authorization";
    made.features = {{"replay", "Missed events come again.", spec::FeatureDefault::declared},
                     {"titles", "Names: a conversation.", spec::FeatureDefault::tried},
                     {"scripted_agent", "", spec::FeatureDefault::absent}};
    made.personas = {{"default", "", "mock-default"}, {"second_user", "", "mock-second"}};
    made.variables = {{"agent", "The agent.", "mock-agent"}};
    return made;
  }();
  return sample;
}

const std::vector<scenarios::Scenario>& stories() {
  static const std::vector<scenarios::Scenario> two = [] {
    std::vector<scenarios::Scenario> made(2);
    made[0].id = "sample/matrix/one";
    made[1].id = "sample/matrix/two";
    for (auto& story : made) story.prompts.emplace("summarise", "Summarise.");
    return made;
  }();
  return two;
}

}  // namespace confab::cli::samples
