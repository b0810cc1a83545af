#include "deployment/read_access.hpp"

#include "client/endpoint.hpp"
#include "client/response_head.hpp"
#include "client/tls.hpp"
#include "deployment/read_deployment.hpp"
#include "deployment/read_secret.hpp"
#include "secrets/secret_names.hpp"

namespace confab::cli {
namespace {

using scenarios::Node;

/// What an error of another layer says, at this place.
template <typename Action>
void told_at(const Node& node, const Action& action) {
  try {
    action();
  } catch (const source::UserError& error) {
    node.fail(error.place().file.empty() ? error.what() : error.place().file + ": " + error.what(), error.remedy());
  }
}

std::string read_path(const DeploymentSource& source, const Node& node) {
  return source.resolved(node.some_text());
}

}  // namespace

std::string read_base_url(const Node& node) {
  std::string url = node.some_text();
  while (url.ends_with('/')) url.pop_back();
  told_at(node, [&] { (void)conformance::parse_endpoint(url); });
  return url;
}

void read_headers(const DeploymentSource& source, const Node& node, DeploymentFile& file) {
  for (const auto& [name, value] : node.members()) {
    if (!conformance::is_token(name)) value.fail_key("this is no name of a header");
    file.headers.emplace_back(name,
                              spec::SecretNames().secret(name) ? read_secret(source, value) : read_value(source, value));
  }
}

void read_tls(const DeploymentSource& source, const Node& node, DeploymentFile& file) {
  node.expect_keys(deployment_keys().at("tls"));
  if (const auto insecure = node.member("insecure")) file.insecure = insecure->boolean();
  if (const auto ca = node.member("ca_file")) {
    file.tls.ca_file = read_path(source, *ca);
    told_at(*ca, [&] { (void)conformance::TlsContext(true, {.ca_file = file.tls.ca_file}); });
  }
  const auto certificate = node.member("client_certificate"), key = node.member("client_key");
  if (!certificate && !key) return;
  if (!certificate || !key) (certificate ? certificate : key)->fail_key("client_certificate and client_key go together");
  file.tls.certificate = read_path(source, *certificate);
  file.tls.key = read_path(source, *key);
  told_at(*certificate,
          [&] { (void)conformance::TlsContext(true, {.certificate = file.tls.certificate, .key = file.tls.key}); });
}

SecretSource read_proxy(const DeploymentSource& source, const Node& node) {
  SecretSource proxy = read_value(source, node);
  if (proxy.is_reference()) return proxy;
  if (proxy.given.find('@') != std::string::npos)
    node.fail("the proxy's password is not written into this file", "Put the whole URL elsewhere: proxy: env:PROXY_URL");
  told_at(node, [&] { (void)conformance::parse_proxy(proxy.given); });
  return proxy;
}

}  // namespace confab::cli
