#include "wiring/target.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "client/response_head.hpp"
#include "source/nearest_word.hpp"
#include "source/user_error.hpp"
#include "wiring/secret.hpp"

namespace confab::cli {
namespace {

constexpr std::string_view kCredentialExample = "PERSONA=env:VAR, PERSONA=file:PATH or PERSONA=VALUE";
constexpr std::string_view kVariableExample = "NAME=VALUE";
constexpr std::string_view kHeaderExample = "'Name: value', 'Name: env:VAR' or 'Name: file:PATH'";

std::vector<std::string> words_of(const std::vector<spec::Vendor>& vendors, auto member) {
  std::vector<std::string> words;
  for (const spec::Vendor& vendor : vendors) {
    for (const auto& one : vendor.*member) words.push_back(one.name);
  }
  return words;
}

bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The name may be a credential whose persona was forgotten, so it is not shown.
void check_credentials(const TargetOptions& options, const std::vector<std::string>& personas) {
  for (const std::string& given : options.credentials) {
    const std::string name = split_assignment(given, '=', "--credential " + std::string(kCredentialExample)).first;
    if (contains(personas, name)) continue;
    throw source::UserError({}, "a --credential names no persona of this vendor", source::suggest(name, personas));
  }
}

void check_variables(const TargetOptions& options, const std::vector<std::string>& variables) {
  for (const std::string& given : options.variables) {
    const std::string name = split_assignment(given, '=', "--var " + std::string(kVariableExample)).first;
    if (!contains(variables, name))
      throw source::UserError({}, fmt::format("there is no variable \"{}\"", name), source::suggest(name, variables));
  }
}

/// RFC 9110, section 5.6.2.
bool is_token(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char byte) {
    return std::isalnum(byte) || std::string_view("!#$%&'*+-.^_`|~").find(static_cast<char>(byte)) != std::string_view::npos;
  });
}

std::pair<std::string, std::string> read_header(const std::string& given) {
  auto [name, value] = split_assignment(given, ':', "--header " + std::string(kHeaderExample));
  if (!is_token(name))
    throw source::UserError({}, "a --header has a name that HTTP does not allow",
                            "Write it as " + std::string(kHeaderExample));
  return {name, resolve_secret(value)};
}

void check_url(const std::string& url) {
  if (url.empty()) return;
  const bool http = url.starts_with("http://") || url.starts_with("https://");
  if (!http)
    throw source::UserError({}, "the --target is no URL",
                            "It starts with http:// or https://, for example https://staging.example.com/api");
  const std::string authority = url.substr(url.find("://") + 3, url.find('/', url.find("://") + 3) - url.find("://") - 3);
  if (authority.find('@') != std::string::npos)
    throw source::UserError({}, "the --target holds a credential, which would show up in reports",
                            "Give it with --credential or --header.");
  if (url.find_first_of("?#") != std::string::npos)
    throw source::UserError({}, "the --target has a query or a fragment",
                            "Give the base URL only: operations' paths are put behind it.");
}

}  // namespace

void check_target_options(const TargetOptions& options, const std::vector<spec::Vendor>& vendors) {
  check_url(options.url);
  check_credentials(options, words_of(vendors, &spec::Vendor::personas));
  check_variables(options, words_of(vendors, &spec::Vendor::variables));
  const std::vector<std::string> features = words_of(vendors, &spec::Vendor::features);
  for (const auto* list : {&options.declared, &options.denied}) {
    for (const std::string& name : *list) {
      if (!contains(features, name))
        throw source::UserError({}, fmt::format("there is no feature \"{}\"", name), source::suggest(name, features));
    }
  }
  for (const std::string& name : options.declared) {
    if (contains(options.denied, name))
      throw source::UserError({}, fmt::format("\"{}\" is both a --feature and a --no-feature", name));
  }
}

std::string without_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

void add_secret(const std::string& value, conformance::Deployment& deployment) {
  constexpr std::size_t kShortestSecret = 4;
  if (value.size() >= kShortestSecret) deployment.secrets.insert(value);
}

void share_secrets(const std::vector<conformance::Deployment*>& deployments) {
  conformance::Deployment all;
  for (const conformance::Deployment* each : deployments) {
    for (const auto& [persona, credential] : each->credentials) add_secret(credential, all);
    all.secrets.insert(each->secrets.begin(), each->secrets.end());
  }
  for (conformance::Deployment* each : deployments) each->secrets.insert(all.secrets.begin(), all.secrets.end());
}

void note_secret(std::string_view given, const std::string& value, conformance::Deployment& deployment) {
  const bool reference = shown_secret(given) == given;
  if (reference) add_secret(value, deployment);
}

void take_defaults(const spec::Vendor& vendor, conformance::Deployment& deployment) {
  for (const spec::Feature& feature : vendor.features) {
    if (feature.by_default == spec::FeatureDefault::declared) deployment.declared.insert(feature.name);
    if (feature.by_default == spec::FeatureDefault::tried) deployment.tried.insert(feature.name);
  }
}

namespace {

/// The given one goes before one of the same name that was there.
void set_header(conformance::Deployment& deployment, const std::string& given) {
  auto [name, value] = read_header(given);
  std::erase_if(deployment.headers, [&](const auto& header) { return conformance::same_name(header.first, name); });
  note_secret(split_assignment(given, ':', kHeaderExample).second, value, deployment);
  deployment.headers.emplace_back(std::move(name), std::move(value));
}

}  // namespace

void apply_options(const TargetOptions& options, const spec::Vendor& vendor, conformance::Deployment& deployment) {
  for (const std::string& given : options.credentials) {
    const auto [name, value] = split_assignment(given, '=', kCredentialExample);
    if (vendor.persona(name)) deployment.credentials[name] = resolve_secret(value);
  }
  for (const std::string& given : options.headers) set_header(deployment, given);
  for (const std::string& given : options.variables) {
    const auto [name, value] = split_assignment(given, '=', kVariableExample);
    if (vendor.variable(name)) deployment.variables[name] = value;
  }
  for (const std::string& name : options.declared) {
    if (vendor.feature(name)) deployment.declared.insert(name);
    if (vendor.feature(name)) deployment.promised.insert(name);
    deployment.tried.erase(name);
  }
  for (const std::string& name : options.denied) {
    deployment.declared.erase(name);
    deployment.promised.erase(name);
    deployment.tried.erase(name);
  }
  if (options.timeout) deployment.timeout = *options.timeout;
  if (options.insecure) deployment.verify_tls = false;
  if (options.read_only) deployment.read_only = true;
}

std::string first_mount(const spec::Vendor& vendor) {
  std::string path = vendor.mounts.empty() ? "" : vendor.mounts.front();
  for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{', open)) {
    const std::size_t close = std::min(path.find('}', open), path.size() - 1);
    const std::string name = path.substr(open + 1, close - open - 1);
    const spec::Variable* variable = vendor.variable(name);
    const std::string word = variable ? variable->by_default : name;
    path.replace(open, close - open + 1, word);
    open += word.size();
  }
  return path;
}

conformance::Deployment mock_deployment(const spec::Vendor& vendor, std::string base_url, std::string label,
                                        const TargetOptions& options) {
  conformance::Deployment deployment;
  deployment.base_url = std::move(base_url);
  deployment.label = std::move(label);
  for (const spec::Persona& persona : vendor.personas) deployment.credentials.emplace(persona.name, persona.credential);
  for (const spec::Feature& feature : vendor.features) deployment.declared.insert(feature.name);
  for (const spec::Variable& variable : vendor.variables) deployment.variables.emplace(variable.name, variable.by_default);
  apply_options(options, vendor, deployment);
  return deployment;
}

conformance::Deployment foreign_deployment(const spec::Vendor& vendor, const TargetOptions& options) {
  conformance::Deployment deployment;
  deployment.base_url = deployment.label = without_slash(options.url);
  take_defaults(vendor, deployment);
  apply_options(options, vendor, deployment);
  return deployment;
}

std::vector<std::string> repeatable(const TargetOptions& options) {
  std::vector<std::string> words;
  const auto add = [&](std::string_view option, std::string value) {
    words.emplace_back(option);
    words.push_back(std::move(value));
  };
  for (const std::string& given : options.credentials) {
    const auto [name, value] = split_assignment(given, '=', kCredentialExample);
    add("--credential", name + "=" + shown_secret(value));
  }
  for (const std::string& given : options.headers) {
    const auto [name, value] = split_assignment(given, ':', kHeaderExample);
    add("--header", name + ": " + shown_secret(value));
  }
  for (const std::string& name : options.declared) add("--feature", name);
  for (const std::string& name : options.denied) add("--no-feature", name);
  for (const std::string& given : options.variables) add("--var", given);
  if (!options.file.empty()) add("--deployment", options.file);
  if (options.timeout) add("--timeout", fmt::format("{}ms", options.timeout->count()));
  if (options.insecure) words.emplace_back("--insecure");
  if (options.read_only) words.emplace_back("--read-only");
  return words;
}

}  // namespace confab::cli
