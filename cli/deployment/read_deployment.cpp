#include "deployment/read_deployment.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "deployment/read_access.hpp"
#include "deployment/read_limits.hpp"
#include "deployment/read_secret.hpp"
#include "loader/node.hpp"
#include "source/nearest_word.hpp"

namespace confab::cli {
namespace {

using scenarios::Node;

std::vector<std::string> names_of(const auto& rows) {
  std::vector<std::string> names;
  for (const auto& row : rows) names.push_back(row.name);
  return names;
}

/// The members of a mapping whose keys are words of the vendor.
std::vector<std::pair<std::string, Node>> known_members(const Node& node, std::string_view kind,
                                                        const std::vector<std::string>& known) {
  auto members = node.members();
  for (const auto& [key, value] : members) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    value.fail_key(fmt::format("there is no {} {}", kind, scenarios::in_quotes(key)),
                   known.empty() ? fmt::format("This vendor has no {}.", kind) : source::suggest(key, known));
  }
  return members;
}

void read_features(const Node& node, const spec::Vendor& vendor, DeploymentFile& file) {
  for (const auto& [name, value] : known_members(node, "feature", names_of(vendor.features)))
    (value.boolean() ? file.declared : file.denied).insert(name);
}

/// One prompt may stand in many scenarios: in every cell of a matrix.
void read_prompts(const Node& node, const std::vector<scenarios::Scenario>& scenarios, DeploymentFile& file) {
  std::vector<std::string> known;
  for (const auto& scenario : scenarios) {
    for (const auto& [name, text] : scenario.prompts) known.push_back(name);
  }
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  for (const auto& [name, value] : known_members(node, "prompt", known)) {
    for (const auto& scenario : scenarios) {
      if (scenario.prompts.contains(name)) file.prompts[scenario.id + "." + name] = value.some_text();
    }
  }
}

DeploymentFile read_all(const DeploymentSource& source, const spec::Vendor& vendor,
                        const std::vector<scenarios::Scenario>& scenarios) {
  const Node root(source.document());
  root.expect_keys(deployment_keys().at(""));
  DeploymentFile file;
  file.base_url = read_base_url(root.required("base_url"));
  if (const auto node = root.member("credentials")) {
    if (!node->json().is_object()) node->fail("expected a mapping of personas", "Write default: env:API_KEY below it.");
    for (const auto& [persona, value] : known_members(*node, "persona", names_of(vendor.personas)))
      file.credentials.emplace(persona, read_secret(source, value));
  }
  if (const auto node = root.member("headers")) read_headers(source, *node, file);
  if (const auto node = root.member("features")) read_features(*node, vendor, file);
  if (const auto node = root.member("variables")) {
    for (const auto& [name, value] : known_members(*node, "variable", names_of(vendor.variables)))
      file.variables.emplace(name, value.some_text());
  }
  if (const auto node = root.member("prompts")) read_prompts(*node, scenarios, file);
  if (const auto node = root.member("limits")) read_limits(*node, file);
  if (const auto node = root.member("tls")) read_tls(source, *node, file);
  if (const auto node = root.member("proxy")) file.proxy = read_proxy(source, *node);
  if (const auto node = root.member("read_only")) file.read_only = node->boolean();
  return file;
}

}  // namespace

const std::map<std::string, std::vector<std::string>>& deployment_keys() {
  static const std::map<std::string, std::vector<std::string>> keys{
      {"",
       {"vendor", "contract", "base_url", "credentials", "headers", "features", "variables", "prompts", "limits", "tls",
        "proxy", "read_only"}},
      {"limits",
       {"requests_per_second", "concurrency", "request_timeout", "stream_timeout", "retry_timeout", "response_bytes",
        "stream_frames"}},
      {"tls", {"ca_file", "client_certificate", "client_key", "insecure"}},
      {"command", {"command"}}};
  return keys;
}

NamedContract named_contract(const DeploymentSource& source) {
  try {
    const Node root(source.document());
    root.expect_keys(deployment_keys().at(""));
    const auto contract = root.member("contract");
    return {root.required("vendor").some_text(), contract ? contract->some_text() : ""};
  } catch (const source::UserError& error) {
    throw source.shown(error);
  }
}

DeploymentFile read_deployment(const DeploymentSource& source, const spec::Vendor& vendor,
                               const std::vector<scenarios::Scenario>& scenarios) {
  try {
    return read_all(source, vendor, scenarios);
  } catch (const source::UserError& error) {
    throw source.shown(error);
  }
}

}  // namespace confab::cli
