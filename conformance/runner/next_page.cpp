#include "runner/next_page.hpp"

#include <algorithm>

#include "client/httplib.hpp"
#include "source/ascii.hpp"

namespace confab::conformance {
namespace {

using source::Json;

/// rel=next, rel="next", rel="prefetch next": relation types are separated by spaces and know no case.
bool is_next(std::string_view parameters) {
  const std::string text = source::to_lower(parameters);
  const std::size_t rel = text.find("rel=");
  if (rel == std::string::npos) return false;
  std::string value = text.substr(rel + 4, text.find(';', rel) - rel - 4);
  std::replace(value.begin(), value.end(), '"', ' ');
  return (" " + value + " ").find(" next ") != std::string::npos;
}

/// Repeated names become arrays, as a step's query has them.
Json query_of(std::string_view target) {
  Json query = Json::object();
  const std::size_t mark = target.find('?');
  if (mark == std::string_view::npos) return query;
  httplib::Params pairs;
  httplib::detail::parse_query_text(std::string(target.substr(mark + 1, target.find('#') - mark - 1)), pairs);
  for (const auto& [name, value] : pairs) query[name].push_back(value);
  return query;
}

}  // namespace

std::optional<std::string> next_link(std::string_view header) {
  while (!header.empty()) {
    const std::size_t open = header.find('<');
    const std::size_t close = header.find('>', open);
    if (open == std::string_view::npos || close == std::string_view::npos) return std::nullopt;
    const std::size_t end = std::min(header.find(",", close), header.size());
    if (is_next(header.substr(close, end - close))) return std::string(header.substr(open + 1, close - open - 1));
    header.remove_prefix(end);
  }
  return std::nullopt;
}

std::optional<Json> next_page(const scenarios::PagesStep& pages, const HttpResponse& response, const Json& body,
                              const Json& query) {
  if (pages.by_link) {
    const auto target = next_link(response.header("Link"));
    return target ? std::optional<Json>(query_of(*target)) : std::nullopt;
  }
  const Json* more = pages.more.empty() ? nullptr : source::find(body, pages.more);
  const Json* token = source::find(body, pages.token);
  const bool last = token == nullptr || token->is_null() || *token == "" || (more != nullptr && *more == false);
  if (last) return std::nullopt;
  Json next = query;
  next[pages.query] = *token;
  return next;
}

}  // namespace confab::conformance
