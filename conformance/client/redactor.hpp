// Keeps credentials out of everything that is recorded.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/deployment.hpp"

namespace confab::conformance {

/// Knows the deployment's credentials, its other secrets and the values of its auth-like extra headers, each as it is,
/// without its scheme
/// ("Bearer "), URL-encoded, JSON-escaped, and inside base64 at any alignment. Immutable: safe to share between threads.
class Redactor {
 public:
  static constexpr std::string_view kMark = "[redacted]";

  Redactor() = default;  // knows nothing
  explicit Redactor(const Deployment& deployment);

  /// Every occurrence of a known credential becomes kMark; of overlapping ones the first, and there the longest.
  [[nodiscard]] std::string redact(std::string_view text) const;
  /// Also the whole value of every auth-like header, known or not; a scheme word before it stays.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> redact_headers(
      const std::vector<std::pair<std::string, std::string>>& headers) const;

 private:
  void add(std::string_view credential);
  void add_form(std::string form);
  [[nodiscard]] std::size_t length_at(std::string_view text) const;

  std::array<std::vector<std::string>, 256> forms_;  // by first byte, longest first
};

/// Whether the value of a header of that name is a secret whoever sends it.
[[nodiscard]] bool is_auth_like(std::string_view header_name);

}  // namespace confab::conformance
