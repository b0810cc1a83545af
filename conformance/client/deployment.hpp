// The running server under test, as the runner knows it.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "client/tls_files.hpp"

namespace confab::conformance {

/// What a deployment allows its clients, and how much of it is read.
struct Limits {
  double requests_per_second = 0;                                // 0: as many as they like
  std::size_t concurrency = 0;                                   // connections in use at the same time; 0: likewise
  std::optional<std::chrono::milliseconds> stream_timeout = {};  // instead of what scenarios wait for frames
  std::chrono::milliseconds retry_timeout{60'000};               // for which a request refused with 429 is repeated
  std::size_t response_bytes = 8 * 1024 * 1024;                  // of one answer, or of one stream
  std::size_t stream_frames = 10'000;                            // each costs about a kilobyte, twice while it is judged
};

/// `credentials`, `headers` and `secrets` are what `Redactor` keeps out of every report, besides what the table of names
/// (spec/secrets) knows.
struct Deployment {
  std::string base_url;                                         // "http://127.0.0.1:8080/prefix", no slash at the end
  std::string label;                                            // what reports call it
  std::map<std::string, std::string, std::less<>> credentials;  // by persona
  std::set<std::string, std::less<>> declared;                  // features it says it has
  std::set<std::string, std::less<>> promised = {};           // those among them that its owner says so of, not the contract
  std::set<std::string, std::less<>> tried;                   // features to be used where they show
  std::map<std::string, std::string, std::less<>> prompts;    // "reveng/replay.summarise" -> the deployment's own wording
  std::map<std::string, std::string, std::less<>> variables;  // $vars.NAME
  std::vector<std::pair<std::string, std::string>> headers;   // sent with every request
  std::set<std::string, std::less<>> secrets;                 // whatever else must never be shown: the proxy's password
  std::chrono::milliseconds timeout{10'000};                  // for one exchange, from connect to the end of the body
  bool verify_tls = true;
  TlsFiles tls = {};
  std::string proxy = {};  // "http://HOST:PORT", maybe with USER:PASSWORD@ before HOST; empty: none
  Limits limits = {};
  bool read_only = false;  // only what changes nothing may be asked of it
};

}  // namespace confab::conformance
