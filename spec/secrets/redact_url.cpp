#include "secrets/redact_url.hpp"

#include <algorithm>

#include "secrets/secret_values.hpp"
#include "secrets/spelling.hpp"

namespace confab::spec {
namespace {

// What ends a URL in running text and in a Link header.
constexpr std::string_view kUrlEnds = " \t\r\n\"'<>";

std::string percent_decoded(std::string_view text) {
  std::string bytes;
  while (!text.empty()) {
    const Spellings spellings(text);
    const Spelling* one = text[0] == '%' ? spellings.end() - 1 : spellings.begin();
    bytes.append(one->bytes.data(), one->count);
    text.remove_prefix(one->length);
  }
  return bytes;
}

/// Up to the end of the user information of a URL whose authority `text` begins with; 0 if it has none.
std::size_t user_information(std::string_view text) {
  const std::string_view authority = text.substr(0, std::min(text.find_first_of("/?# \t\r\n\"'<>"), text.size()));
  const std::size_t at = authority.rfind('@');
  return at == std::string_view::npos ? 0 : at;
}

}  // namespace

std::string redact_query(std::string_view query, const SecretNames& names) {
  std::string result;
  while (!query.empty()) {
    const std::string_view part = query.substr(0, query.find('&'));
    query.remove_prefix(part.size());
    const std::size_t equals = part.find('=');
    const bool secret = equals != std::string_view::npos && names.secret(percent_decoded(part.substr(0, equals)));
    if (secret) {
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

std::string redact_urls(std::string_view text, const SecretNames& names) {
  std::string result;
  while (!text.empty()) {
    std::size_t taken = 1;
    result += text[0];
    if (text[0] == '?' || text[0] == '#') {
      const std::string_view rest = text.substr(1);
      const std::string_view query = rest.substr(0, std::min(rest.find_first_of(std::string(kUrlEnds) + "?#"), rest.size()));
      result += redact_query(query, names);
      taken += query.size();
    } else if (text.starts_with("://")) {
      result += "//";
      taken = 3;
      if (const std::size_t secret = user_information(text.substr(3)); secret > 0) {
        result += kRedacted;
        taken += secret;
      }
    }
    text.remove_prefix(taken);
  }
  return result;
}

}  // namespace confab::spec
