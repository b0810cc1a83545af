#include "routing/upgrade_check.hpp"

#include <algorithm>
#include <string_view>

namespace confab::mock {

namespace {

// Whether a field of that name lists the token, without regard to case (RFC 9110, 5.6.1).
bool lists(const Request& request, std::string_view name, std::string_view token) {
  for (const Field& field : request.fields) {
    if (!same_field_name(field.name, name)) continue;
    std::string_view rest = field.value;
    while (!rest.empty()) {
      std::string_view item = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(item.size() + 1, rest.size()));
      item.remove_prefix(std::min(item.find_first_not_of(" \t"), item.size()));
      if (same_field_name(item.substr(0, item.find_last_not_of(" \t") + 1), token)) return true;
    }
  }
  return false;
}

// Sixteen bytes in base64: the last digit before the padding holds two bits.
bool is_key(std::string_view text) {
  const auto is_digit = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  };
  return text.size() == 24 && text.ends_with("==") && std::all_of(text.begin(), text.end() - 2, is_digit) &&
         std::string_view("AQgw").find(text[21]) != std::string_view::npos;
}

}  // namespace

std::optional<Refusal> check_upgrade(const Request& request) {
  if (!lists(request, "Connection", "upgrade") || !lists(request, "Upgrade", "websocket"))
    return Refusal{Refused::upgrade_required, "This is a WebSocket: ask for an upgrade.", {}, {}};
  if (request.header("Sec-WebSocket-Version") != "13")
    return Refusal{Refused::upgrade_required, "The WebSocket version served is 13.", {}, {}};
  if (!is_key(request.header("Sec-WebSocket-Key").value_or("")))
    return Refusal{Refused::malformed_http, "Sec-WebSocket-Key is not 16 bytes in base64.", {}, {}};
  return std::nullopt;
}

}  // namespace confab::mock
