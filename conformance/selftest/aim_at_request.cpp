// Requests that are not understood.
#include <fmt/format.h>

#include <algorithm>

#include "selftest/aims.hpp"
#include "selftest/deviant_story.hpp"

namespace confab::conformance {
namespace {

std::vector<std::string> query_names(std::string_view url) {
  std::vector<std::string> names;
  const std::size_t mark = url.find('?');
  std::string_view query = mark == std::string_view::npos ? "" : url.substr(mark + 1);
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    names.emplace_back(pair.substr(0, pair.find('=')));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
  }
  return names;
}

}  // namespace

void aim_at_request(const Held& held, std::vector<std::string>& aims) {
  for (const std::string& name : query_names(held.exchange.url)) {
    aims.push_back("query_ignored:name=" + deviation_value(name));
    aims.push_back(fmt::format("query_shifted:name={},by=1", deviation_value(name)));
  }
  if (!held.vendor.auth_header.empty()) aims.push_back("taken_for:persona=default");
  if (held.exchange.method != "GET") aims.push_back("done_twice");
}

}  // namespace confab::conformance
