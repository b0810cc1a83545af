#include "secrets/secret_forms.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

#include "source/ascii.hpp"

namespace confab::spec {
namespace {

// Below this many base64 digits a match would be chance: six digits are 36 bits.
constexpr std::size_t kFewestBase64Digits = 6;
constexpr std::size_t kFewestHexBytes = 4;
// A cookie says "theme=dark" and "lang=english" too: shorter values would take words out of every report.
constexpr std::size_t kFewestPieceBytes = 8;

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kBase64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// The digits that depend on nothing but the secret, when `offset` (0 to 2) bytes stand before it in its group of three.
std::string base64_core(std::string_view secret, std::size_t offset, std::string_view alphabet) {
  const std::size_t first_bit = offset * 8;
  const std::size_t end_bit = first_bit + secret.size() * 8;
  const auto bit = [&](std::size_t at) {
    const auto byte = static_cast<unsigned char>(secret[(at - first_bit) / 8]);
    return (byte >> (7 - at % 8)) & 1U;
  };
  std::string core;
  for (std::size_t digit = (first_bit + 5) / 6; (digit + 1) * 6 <= end_bit; ++digit) {
    unsigned value = 0;
    for (std::size_t at = digit * 6; at < (digit + 1) * 6; ++at) value = value << 1 | bit(at);
    core += alphabet[value];
  }
  return core;
}

std::string hex(std::string_view secret, std::string_view digits) {
  std::string text;
  for (const unsigned char c : secret) text.append({digits[c >> 4], digits[c & 15]});
  return text;
}

std::optional<std::string> base64_decoded(std::string_view text) {
  std::string bytes;
  unsigned bits = 0, count = 0;
  for (const char c : text.substr(0, text.find('='))) {
    const std::size_t digit = std::min(kBase64.find(c), kBase64Url.find(c));
    if (digit == std::string_view::npos) return std::nullopt;
    bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xFFFFFF;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFF);
  }
  return bytes;
}

void add_basic(std::string_view credentials, std::vector<std::string>& secrets) {
  const auto pair = base64_decoded(credentials);
  if (!pair) return;
  const std::size_t colon = pair->find(':');
  if (colon == std::string::npos) return;
  secrets.push_back(*pair);
  if (colon + 1 < pair->size()) secrets.push_back(pair->substr(colon + 1));
}

constexpr std::string_view kSpaceOrQuote = " \"";

/// The values of "a=1; b=2" and of "a=1, b=2".
void add_values(std::string_view list, std::vector<std::string>& secrets) {
  while (!list.empty()) {
    const std::string_view part = list.substr(0, list.find_first_of(";,"));
    const std::size_t equals = part.find('=');
    const std::string_view value = equals == std::string_view::npos ? part : part.substr(equals + 1);
    const std::string_view bare = source::trimmed(value, kSpaceOrQuote);
    if (bare.size() >= kFewestPieceBytes) secrets.emplace_back(bare);
    list.remove_prefix(std::min(part.size() + 1, list.size()));
  }
}

bool is_basic(std::string_view scheme) {
  return scheme.size() > 5 && source::same_letters(scheme.substr(0, 5), "basic");
}

}  // namespace

std::string_view scheme_of(std::string_view value) {
  const auto is_part = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; };
  const auto end = static_cast<std::size_t>(std::find_if_not(value.begin(), value.end(), is_part) - value.begin());
  const auto rest = value.find_first_not_of(' ', end);
  return end == 0 || rest == end || rest == std::string_view::npos ? std::string_view() : value.substr(0, rest);
}

std::vector<std::string> secrets_in(std::string_view credential) {
  if (credential.empty()) return {};
  std::vector<std::string> secrets{std::string(credential)};
  const std::string_view scheme = scheme_of(credential);
  const std::string_view rest = credential.substr(scheme.size());
  if (!scheme.empty()) secrets.emplace_back(rest);
  if (is_basic(scheme)) add_basic(rest, secrets);
  add_values(rest, secrets);
  return secrets;
}

std::vector<std::string> secret_forms(std::string_view secret) {
  if (secret.empty()) return {};
  std::vector<std::string> forms{std::string(secret)};
  for (const std::string_view digits : {"0123456789abcdef", "0123456789ABCDEF"}) {
    if (secret.size() >= kFewestHexBytes) forms.push_back(hex(secret, digits));
  }
  for (const std::string_view alphabet : {kBase64, kBase64Url}) {
    for (const std::size_t offset : {0U, 1U, 2U}) {
      auto core = base64_core(secret, offset, alphabet);
      if (core.size() >= kFewestBase64Digits) forms.push_back(std::move(core));
    }
  }
  return forms;
}

}  // namespace confab::spec
