// Keeps credentials out of everything that is recorded.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/deployment.hpp"
#include "secrets/secret_names.hpp"
#include "secrets/secret_values.hpp"

namespace confab::conformance {

/// Knows what the deployment's user gave as credentials, in whatever spelling it comes back (spec::SecretValues), and the
/// names under which others travel (spec::SecretNames). Immutable: safe to share between threads.
class Redactor {
 public:
  Redactor() = default;  // knows nothing but the table of names
  explicit Redactor(const Deployment& deployment, spec::SecretNames names = {});

  /// Every occurrence of a known credential becomes spec::kRedacted.
  [[nodiscard]] std::string redact(std::string_view text) const { return values_.redact(text); }
  /// The same for what was cut off, perhaps in the middle of one.
  [[nodiscard]] std::string redact_cut(std::string_view text) const { return values_.redact_cut(text); }
  /// Also what stands where credentials stand in a URL, known or not.
  [[nodiscard]] std::string redact_url(std::string_view url) const;
  /// Also the whole value of every header of a secret name, known or not, and of those that the user wants to be sent with
  /// every request; a scheme word before it stays. The other values are taken for what may hold a URL.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> redact_headers(
      const std::vector<std::pair<std::string, std::string>>& headers) const;

 private:
  [[nodiscard]] bool hides(std::string_view header) const;

  spec::SecretNames names_;
  spec::SecretValues values_;
  std::set<std::string, std::less<>> given_;  // names of extra headers, in lower case
};

}  // namespace confab::conformance
