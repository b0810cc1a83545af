#include "deployment/described_deployment.hpp"

#include <algorithm>

namespace confab::cli {
namespace {

void take_features(const DeploymentFile& file, conformance::Deployment& deployment) {
  for (const std::string& name : file.declared) deployment.declared.insert(name);
  deployment.promised = file.declared;
  for (const std::string& name : file.denied) deployment.declared.erase(name);
  for (const auto* settled : {&file.declared, &file.denied}) {
    for (const std::string& name : *settled) deployment.tried.erase(name);
  }
}

/// A credential of the file that an option replaces need not be there.
bool is_replaced(const std::string& persona, const TargetOptions& options) {
  return std::any_of(options.credentials.begin(), options.credentials.end(),
                     [&](const std::string& given) { return given.starts_with(persona + "="); });
}

void note_password(conformance::Deployment& deployment) {
  const std::size_t at = deployment.proxy.find('@');
  if (at == std::string::npos) return;
  const std::size_t scheme = deployment.proxy.find("://");
  const std::size_t user = scheme == std::string::npos ? 0 : scheme + 3;
  add_secret(deployment.proxy.substr(user, at - user), deployment);  // as it travels, in base64
  const std::size_t colon = deployment.proxy.find(':', user);
  if (colon < at) add_secret(deployment.proxy.substr(colon + 1, at - colon - 1), deployment);
}

void take_secrets(const DeploymentFile& file, const TargetOptions& options, Secrets secrets,
                  conformance::Deployment& deployment) {
  const auto value_of = [&](const SecretSource& source) {
    return secrets == Secrets::fetched ? source.fetch() : std::string();
  };
  for (const auto& [persona, source] : file.credentials) {
    if (!is_replaced(persona, options)) deployment.credentials[persona] = value_of(source);
  }
  for (const auto& [name, source] : file.headers) {
    deployment.headers.emplace_back(name, value_of(source));
    if (source.is_reference()) add_secret(deployment.headers.back().second, deployment);
  }
  if (file.proxy) deployment.proxy = value_of(*file.proxy);
  note_password(deployment);
}

}  // namespace

conformance::Deployment described_deployment(const spec::Vendor& vendor, const DeploymentFile& file,
                                             const TargetOptions& options, Secrets secrets) {
  conformance::Deployment deployment;
  deployment.base_url = deployment.label = without_slash(options.url.empty() ? file.base_url : options.url);
  take_defaults(vendor, deployment);
  take_features(file, deployment);
  take_secrets(file, options, secrets, deployment);
  deployment.variables = file.variables;
  deployment.prompts = file.prompts;
  deployment.limits = file.limits;
  if (file.request_timeout) deployment.timeout = *file.request_timeout;
  deployment.verify_tls = !file.insecure;
  deployment.tls = file.tls;
  deployment.read_only = file.read_only;
  apply_options(options, vendor, deployment);
  return deployment;
}

}  // namespace confab::cli
