#include "client/redactor.hpp"

#include "secrets/redact_url.hpp"
#include "secrets/secret_forms.hpp"
#include "source/ascii.hpp"

namespace confab::conformance {
namespace {

// Shorter values of extra headers are words such as "true" or "acme", which reports need.
constexpr std::size_t kFewestBytes = 8;

}  // namespace

Redactor::Redactor(const Deployment& deployment, spec::SecretNames names) : names_(std::move(names)) {
  for (const auto& [persona, credential] : deployment.credentials) values_.add(credential);
  for (const std::string& secret : deployment.secrets) values_.add(secret);
  for (const auto& [name, value] : deployment.headers) {
    if (names_.harmless(name)) continue;
    given_.insert(source::to_lower(name));
    if (names_.secret(name) || value.size() >= kFewestBytes) values_.add(value);
  }
}

std::string Redactor::redact_url(std::string_view url) const {
  return spec::redact_urls(redact(url), names_);
}

bool Redactor::hides(std::string_view header) const {
  return names_.secret(header) || given_.contains(source::to_lower(header));
}

std::vector<std::pair<std::string, std::string>> Redactor::redact_headers(
    const std::vector<std::pair<std::string, std::string>>& headers) const {
  std::vector<std::pair<std::string, std::string>> result;
  for (const auto& [name, value] : headers) {
    if (hides(name) && !value.empty()) {
      const auto scheme = source::to_lower(name).ends_with("authorization") ? spec::scheme_of(value) : std::string_view();
      result.emplace_back(redact(name), std::string(scheme).append(spec::kRedacted));
    } else {
      result.emplace_back(redact(name), redact_url(value));
    }
  }
  return result;
}

}  // namespace confab::conformance
