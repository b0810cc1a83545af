#include "control/secret_members.hpp"

#include <algorithm>

#include "secrets/secret_values.hpp"

namespace confab::mock {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kPartName = "name=\"";
constexpr std::string_view kHeadEnd = "\r\n\r\n";
constexpr std::string_view kDelimiter = "\r\n--";

/// The inside of the string that begins at `at`, which is behind its quote; up to the end where it is not closed.
std::string_view string_at(std::string_view body, std::size_t at) {
  std::size_t end = at;
  while (end < body.size() && body[end] != '"') end += body[end] == '\\' ? 2 : 1;
  return body.substr(at, std::min(end, body.size()) - at);
}

std::size_t after_blanks(std::string_view body, std::size_t at) {
  return std::min(body.find_first_not_of(kBlanks, at), body.size());
}

/// Where the text of a member begins whose name ends at `at`, behind its quote; npos if none does.
std::size_t member_text(std::string_view body, std::size_t at) {
  const std::size_t colon = after_blanks(body, at);
  if (colon == body.size() || body[colon] != ':') return std::string_view::npos;
  const std::size_t quote = after_blanks(body, colon + 1);
  return quote == body.size() || body[quote] != '"' ? std::string_view::npos : quote + 1;
}

void find_in_json(std::string_view body, const spec::SecretNames& names, std::vector<std::string_view>& found) {
  for (std::size_t at = body.find('"'); at != std::string_view::npos; at = body.find('"', at)) {
    const std::string_view name = string_at(body, at + 1);
    at = std::min(at + name.size() + 2, body.size());
    const std::size_t text = member_text(body, at);
    if (text == std::string_view::npos || !names.secret(name)) continue;
    found.push_back(string_at(body, text));
    at = std::min(text + found.back().size() + 1, body.size());
  }
}

void find_in_parts(std::string_view body, const spec::SecretNames& names, std::vector<std::string_view>& found) {
  for (std::size_t at = body.find(kPartName); at != std::string_view::npos; at = body.find(kPartName, at)) {
    at += kPartName.size();
    const std::string_view name = string_at(body, at);
    const std::size_t head_end = body.find(kHeadEnd, at);
    if (head_end == std::string_view::npos) return;
    if (!names.secret(name)) continue;
    const std::string_view rest = body.substr(head_end + kHeadEnd.size());
    found.push_back(rest.substr(0, rest.find(kDelimiter)));
  }
}

}  // namespace

std::vector<std::string_view> secret_members(std::string_view body, const spec::SecretNames& names) {
  std::vector<std::string_view> found;
  if (body.starts_with("--")) {
    find_in_parts(body, names, found);
  } else {
    find_in_json(body, names, found);
  }
  return found;
}

std::string redact_members(std::string_view body, const spec::SecretNames& names) {
  std::string shown;
  std::size_t done = 0;
  for (const std::string_view text : secret_members(body, names)) {
    const auto begin = static_cast<std::size_t>(text.data() - body.data());
    if (begin < done || text.empty()) continue;  // a part may name itself twice
    shown.append(body.substr(done, begin - done)).append(spec::kRedacted);
    done = begin + text.size();
  }
  return shown.append(body.substr(done));
}

}  // namespace confab::mock
