// The running server under test, as the runner knows it.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace confab::conformance {

/// `credentials`, `headers` and `secrets` are what `Redactor` keeps out of every report, besides what the table of names
/// (spec/secrets) knows.
struct Deployment {
  std::string base_url;                                         // "http://127.0.0.1:8080/prefix", no slash at the end
  std::string label;                                            // what reports call it
  std::map<std::string, std::string, std::less<>> credentials;  // by persona
  std::set<std::string, std::less<>> declared;                  // features it says it has
  std::set<std::string, std::less<>> tried;                     // features to be used where they show
  std::map<std::string, std::string, std::less<>> prompts;      // "reveng/replay.summarise" -> the deployment's own wording
  std::map<std::string, std::string, std::less<>> variables;    // $vars.NAME
  std::vector<std::pair<std::string, std::string>> headers;     // sent with every request
  std::set<std::string, std::less<>> secrets;                   // whatever else must never be shown
  std::chrono::milliseconds timeout{10'000};                    // for one exchange, from connect to the end of the body
  bool verify_tls = true;
};

}  // namespace confab::conformance
