#include "client/redactor.hpp"

#include <algorithm>
#include <cctype>

#include "client/secret_forms.hpp"

namespace confab::conformance {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return std::tolower(c); });
  return result;
}

// "Bearer abc" -> "Bearer " (RFC 9110, 11.4: a scheme, one or more spaces, the credentials); empty if there is no scheme.
std::string_view scheme_of(std::string_view value) {
  const auto is_part = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; };
  const auto end = static_cast<std::size_t>(std::find_if_not(value.begin(), value.end(), is_part) - value.begin());
  const auto rest = value.find_first_not_of(' ', end);
  return end == 0 || rest == end || rest == std::string_view::npos ? std::string_view() : value.substr(0, rest);
}

}  // namespace

bool is_auth_like(std::string_view header_name) {
  const auto name = lower(header_name);
  if (name.ends_with("token")) return true;
  for (const auto* part : {"authorization", "cookie", "api-key", "api_key", "apikey", "secret", "password", "credential"})
    if (name.find(part) != std::string::npos) return true;
  return false;
}

Redactor::Redactor(const Deployment& deployment) {
  for (const auto& [persona, credential] : deployment.credentials) add(credential);
  for (const auto& [name, value] : deployment.headers)
    if (is_auth_like(name)) add(value);
  for (const auto& secret : deployment.secrets) add(secret);
  for (auto& forms : forms_) {
    std::sort(forms.begin(), forms.end(),
              [](const auto& a, const auto& b) { return a.size() > b.size() || (a.size() == b.size() && a < b); });
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  }
}

void Redactor::add(std::string_view credential) {
  for (auto& form : secret_forms(credential)) add_form(std::move(form));
  const auto scheme = scheme_of(credential);
  if (scheme.empty()) return;
  for (auto& form : secret_forms(credential.substr(scheme.size()))) add_form(std::move(form));
}

void Redactor::add_form(std::string form) {
  if (!form.empty()) forms_[static_cast<unsigned char>(form[0])].push_back(std::move(form));
}

std::size_t Redactor::length_at(std::string_view text) const {
  for (const auto& form : forms_[static_cast<unsigned char>(text[0])])
    if (text.starts_with(form)) return form.size();
  return 0;
}

std::string Redactor::redact(std::string_view text) const {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto length = length_at(text.substr(at));
    if (length == 0) {
      result += text[at++];
    } else {
      result += kMark;
      at += length;
    }
  }
  return result;
}

std::vector<std::pair<std::string, std::string>> Redactor::redact_headers(
    const std::vector<std::pair<std::string, std::string>>& headers) const {
  std::vector<std::pair<std::string, std::string>> result;
  for (const auto& [name, value] : headers) {
    if (is_auth_like(name) && !value.empty()) {
      const auto scheme = lower(name).ends_with("authorization") ? scheme_of(value) : std::string_view();
      result.emplace_back(redact(name), std::string(scheme).append(kMark));
    } else {
      result.emplace_back(redact(name), redact(value));
    }
  }
  return result;
}

}  // namespace confab::conformance
