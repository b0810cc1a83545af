#include "runner/read_list.hpp"

#include <algorithm>

#include "runner/contract_path.hpp"
#include "runner/next_page.hpp"
#include "runner/plain_request.hpp"
#include "runner/values.hpp"

namespace confab::conformance {
namespace {

using source::Json;

/// A list longer than this is left unread.
constexpr int kPages = 100;

std::optional<Json> query_after(const spec::Seek& seek, const HttpResponse& response, const Json& body, const Json& query) {
  if (seek.next.empty()) return std::nullopt;
  scenarios::PagesStep pages;
  pages.token = seek.next;
  pages.query = seek.next_query;
  pages.more = seek.more;
  return next_page(pages, response, body, query);
}

bool is_allowance(const Json& query, std::size_t count) {
  return std::any_of(query.begin(), query.end(),
                     [&](const Json& value) { return plain_text(value) == std::to_string(count); });
}

}  // namespace

std::optional<std::string> list_path(const spec::Vendor& vendor, const spec::Creations& creations,
                                     const LedgerEntry& entry) {
  const spec::Creation* creation = spec::find_creation(creations, entry.operation);
  if (creation == nullptr || !creation->seek) return std::nullopt;
  const spec::Operation* creates = vendor.operation(entry.operation);
  const auto called = find_operation(vendor, creates->method, entry.request);
  if (!called || called->operation != creates) return std::nullopt;
  return called->mount + fill_path(vendor.operation(creation->seek->operation)->path, called->parameters);
}

ReadList read_list(Session& session, const spec::Seek& seek, const std::string& path, const std::string& persona) {
  ReadList list;
  std::vector<Json> items;
  Json query = seek.query;
  for (int page = 0; page < kPages; ++page) {
    const HttpResponse response = send_plainly(session, "GET", path, persona, query);
    list.status = response.status;
    const auto body = source::parse_json(response.body);
    const Json* shown = response.status == 200 && body ? source::find(*body, seek.items) : nullptr;
    if (shown == nullptr || !shown->is_array()) return list;
    items.insert(items.end(), shown->begin(), shown->end());
    const auto next = query_after(seek, response, *body, query);
    if (!next) {
      list.cut = seek.next.empty() && is_allowance(seek.query, items.size());
      list.items = std::move(items);
      return list;
    }
    query = *next;
  }
  return list;
}

std::optional<std::string> text_at(const Json& item, const std::string& pointer) {
  const Json* value = source::find(item, pointer);
  if (value == nullptr || value->is_null() || value->is_structured()) return std::nullopt;
  return plain_text(*value);
}

}  // namespace confab::conformance
