#include "faults/edited_request.hpp"

#include <algorithm>

namespace confab::mock {
namespace {

/// The pairs of a query, as they were sent.
std::vector<std::string_view> pairs_of(std::string_view query) {
  std::vector<std::string_view> pairs;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    if (!pair.empty()) pairs.push_back(pair);
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
  }
  return pairs;
}

std::string_view name_of(std::string_view pair) {
  return pair.substr(0, pair.find('='));
}

}  // namespace

EditedRequest::EditedRequest(const Request& request)
    : method_(request.method), path_(request.path), query_(request.query), body_(request.body) {
  for (const Field& field : request.fields) headers_.emplace_back(field.name, field.value);
}

Request EditedRequest::view() {
  fields_.clear();
  for (const auto& [name, value] : headers_) fields_.push_back({name, value});
  return {.method = method_, .path = path_, .query = query_, .fields = fields_, .body = body_};
}

void EditedRequest::drop_header(std::string_view name) {
  std::erase_if(headers_, [name](const auto& header) { return same_field_name(header.first, name); });
}

void EditedRequest::set_header(std::string_view name, std::string value) {
  drop_header(name);
  headers_.emplace_back(name, std::move(value));
}

void EditedRequest::drop_query(std::string_view name) {
  std::string kept;
  for (const std::string_view pair : pairs_of(query_)) {
    if (name_of(pair) == name) continue;
    if (!kept.empty()) kept += '&';
    kept += pair;
  }
  query_ = std::move(kept);
}

void EditedRequest::set_query(std::string_view name, std::string_view encoded_value) {
  drop_query(name);
  if (!query_.empty()) query_ += '&';
  query_.append(name).append("=").append(encoded_value);
}

std::string EditedRequest::query_value(std::string_view name) const {
  for (const std::string_view pair : pairs_of(query_)) {
    if (name_of(pair) == name && pair.size() > name.size()) return std::string(pair.substr(name.size() + 1));
  }
  return {};
}

}  // namespace confab::mock
