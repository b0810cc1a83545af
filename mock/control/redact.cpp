#include "control/redact.hpp"

#include <algorithm>
#include <array>

#include "routing/request.hpp"

namespace confab::mock {

namespace {
// Parts of names, in lower case without separators: "X-Api-Key", "api_key" and "apikey" are one.
constexpr std::array<std::string_view, 9> kSecretWords = {"authorization", "cookie", "apikey",     "token",    "secret",
                                                          "password",      "passwd", "credential", "accesskey"};
}  // namespace

bool names_a_secret(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c == '-' || c == '_' || c == '.') continue;
    plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return plain == "key" || plain == "auth" ||
         std::any_of(kSecretWords.begin(), kSecretWords.end(),
                     [&](std::string_view word) { return plain.find(word) != std::string::npos; });
}

std::string redact_query(std::string_view query) {
  std::string result;
  while (!query.empty()) {
    const std::string_view part = query.substr(0, query.find('&'));
    query.remove_prefix(part.size());
    const std::size_t equals = part.find('=');
    const auto pairs = parse_query(part);
    if (equals != std::string_view::npos && !pairs.empty() && names_a_secret(pairs.front().first)) {
      result.append(part.substr(0, equals + 1)).append(kRedacted);
    } else {
      result.append(part);
    }
    if (query.empty()) break;
    result += '&';
    query.remove_prefix(1);
  }
  return result;
}

}  // namespace confab::mock
