// A deployment as its owner describes it (docs/deployments.md), before any credential is fetched.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "client/deployment.hpp"
#include "deployment/secret_source.hpp"

namespace confab::cli {

struct DeploymentFile {
  std::string base_url;
  std::map<std::string, SecretSource, std::less<>> credentials;  // by persona
  std::vector<std::pair<std::string, SecretSource>> headers;
  std::set<std::string, std::less<>> declared, denied;  // features
  std::map<std::string, std::string, std::less<>> variables;
  std::map<std::string, std::string, std::less<>> prompts;  // as conformance::Deployment has them
  std::optional<std::chrono::milliseconds> request_timeout;
  conformance::Limits limits;
  conformance::TlsFiles tls;  // paths that can be opened from here
  bool insecure = false;
  std::optional<SecretSource> proxy;
  bool read_only = false;
};

}  // namespace confab::cli
