#include "control/shown_request.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "control/secret_members.hpp"
#include "routing/request.hpp"
#include "secrets/redact_url.hpp"
#include "secrets/secret_values.hpp"

namespace confab::mock {
namespace {

using source::Json;
using Headers = std::vector<std::pair<std::string_view, std::string_view>>;

// Shorter ones are words that stand anywhere: they are hidden only where they were presented.
constexpr std::size_t kFewestBytes = 6;

std::string_view take_line(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(line.size() + 1, text.size()));
  return line;
}

Headers read_headers(std::string_view text) {
  Headers headers;
  while (!text.empty()) {
    const std::string_view name = take_line(text);
    headers.emplace_back(name, take_line(text));
  }
  return headers;
}

bool is_form(const Headers& headers) {
  return std::any_of(headers.begin(), headers.end(), [](const auto& header) {
    return same_field_name(header.first, "content-type") &&
           header.second.find("x-www-form-urlencoded") != std::string_view::npos;
  });
}

/// What was presented as a credential, for the places where it was not.
class Presented {
 public:
  void add(std::string_view value) {
    if (value.size() >= kFewestBytes) values_.add(value);
  }
  void add_query(std::string_view query, const spec::SecretNames& names) {
    for (const auto& [name, value] : parse_query(query)) {
      if (names.secret(name)) add(value);
    }
  }
  [[nodiscard]] std::string hide(std::string_view text, bool cut) const {
    return cut ? values_.redact_cut(text) : values_.redact(text);
  }

 private:
  spec::SecretValues values_;
};

std::string shown_body(const KeptRequest& request, const Headers& headers, const spec::SecretNames& names) {
  return is_form(headers) ? spec::redact_query(request.body, names) : redact_members(request.body, names);
}

Json shown_headers(const Headers& headers, const Presented& presented, const spec::SecretNames& names, bool cut) {
  Json shown = Json::array();
  for (const auto& [name, value] : headers) {
    const bool show = value.empty() || names.harmless(name);
    shown.push_back({{"name", presented.hide(name, cut)},
                     {"value", show ? spec::redact_urls(presented.hide(value, cut), names) : std::string(spec::kRedacted)}});
  }
  return shown;
}

}  // namespace

Json shown_request(const KeptRequest& request, const spec::SecretNames& names) {
  const Headers headers = read_headers(request.headers);
  Presented presented;
  for (const auto& [name, value] : headers) {
    if (names.secret(name)) presented.add(value);
  }
  presented.add_query(request.query, names);
  if (is_form(headers)) presented.add_query(request.body, names);
  for (const std::string_view value : secret_members(request.body, names)) presented.add(value);
  const bool cut = request.truncated;
  const auto hidden = [&](std::string_view text) { return presented.hide(text, cut); };
  return {{"method", request.method},
          {"path", spec::redact_urls(hidden(request.path), names)},
          {"query", hidden(spec::redact_query(request.query, names))},
          {"headers", shown_headers(headers, presented, names, cut)},
          {"body", hidden(shown_body(request, headers, names))}};
}

}  // namespace confab::mock
