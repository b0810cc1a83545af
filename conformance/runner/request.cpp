#include "runner/request.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "client/response_head.hpp"
#include "runner/form.hpp"
#include "secrets/presented.hpp"
#include "source/invariant.hpp"

namespace confab::conformance {
namespace {

using source::Json;

bool is_unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
         c == '~';
}

void remove_header(Headers& headers, std::string_view name) {
  std::erase_if(headers, [&](const auto& header) { return same_name(header.first, name); });
}

void set_header(Headers& headers, const std::string& name, std::string value) {
  remove_header(headers, name);
  headers.emplace_back(name, std::move(value));
}

void set_default(Headers& headers, const std::string& name, std::string value) {
  const auto same = [&](const auto& header) { return same_name(header.first, name); };
  if (std::none_of(headers.begin(), headers.end(), same)) headers.emplace_back(name, std::move(value));
}

void add_credential(const spec::Vendor& vendor, const Deployment& deployment, std::string_view name, RequestParts& parts) {
  if (vendor.auth_header.empty()) return;
  if (name == "nobody") return remove_header(parts.headers, vendor.auth_header);
  const auto credential = credential_of(vendor, deployment, name);
  if (!credential) return;
  spec::Presented presented = spec::present(vendor, name, *credential);
  if (!presented.in_query) return set_header(parts.headers, presented.name, std::move(presented.value));
  remove_header(parts.headers, vendor.auth_header);
  if (!parts.query.contains(presented.name)) parts.query[presented.name] = std::move(presented.value);
}

std::string body_type(const spec::Operation* operation, const scenarios::Exchange& exchange) {
  if (exchange.content_type) return *exchange.content_type;
  const bool known = operation != nullptr && !operation->request_body.content.empty();
  if (exchange.body && known && !operation->request_body.content.contains("application/json")) {
    return operation->request_body.content.begin()->first;
  }
  return "application/json";
}

void fill_form(const Values& values, const scenarios::Exchange& exchange, RequestParts& parts) {
  std::vector<scenarios::FormPart> form = exchange.parts;
  for (scenarios::FormPart& part : form) {
    part.bytes = plain_text(values.fill_text(part.bytes));
    if (part.filename) part.filename = plain_text(values.fill_text(*part.filename));
  }
  const std::string boundary = boundary_for(form);
  parts.body = render_form(form, boundary);
  set_default(parts.headers, "Content-Type", "multipart/form-data; boundary=" + boundary);
}

void fill_body(const Values& values, const scenarios::Exchange& exchange, RequestParts& parts) {
  if (!exchange.parts.empty()) return fill_form(values, exchange, parts);
  if (exchange.raw_body) parts.body = plain_text(values.fill_text(*exchange.raw_body));
  if (exchange.body) parts.body = source::render_json(values.fill(*exchange.body));
  if (parts.body || exchange.content_type) {
    const std::string type = body_type(parts.operation, exchange);
    if (!type.empty()) set_default(parts.headers, "Content-Type", plain_text(values.fill_text(type)));
  }
}

/// "/v2/conversations/{id}" with every "{name}" replaced.
std::string fill_path(const RequestParts& parts) {
  std::string filled;
  std::string_view rest = parts.target;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    const std::size_t close = open == std::string_view::npos ? open : rest.find('}', open);
    if (close == std::string_view::npos) break;
    const std::string name(rest.substr(open + 1, close - open - 1));
    source::invariant(parts.path.contains(name), "the loader checks that every path parameter is given: " + name);
    filled += rest.substr(0, open);
    filled += percent_encode(plain_text(parts.path.at(name)));
    rest.remove_prefix(close + 1);
  }
  return filled + std::string(rest);
}

void add_query(const std::string& name, const Json& value, std::string& target) {
  if (value.is_null()) return;
  if (value.is_array()) {
    for (const Json& item : value) add_query(name, item, target);
    return;
  }
  target += target.find('?') == std::string::npos ? '?' : '&';
  target += percent_encode(name) + "=" + percent_encode(plain_text(value));
}

}  // namespace

std::optional<std::string> credential_of(const spec::Vendor& vendor, const Deployment& deployment, std::string_view name) {
  auto found = deployment.credentials.find(name);
  const spec::Persona* persona = vendor.persona(name);
  if (found == deployment.credentials.end() && persona != nullptr) found = deployment.credentials.find(persona->same_as);
  return found == deployment.credentials.end() ? std::nullopt : std::optional(found->second);
}

std::string percent_encode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    encoded +=
        is_unreserved(c) ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return encoded;
}

RequestParts fill_request(const spec::Vendor& vendor, const Deployment& deployment, const Values& values,
                          const scenarios::Exchange& exchange, std::string_view persona) {
  RequestParts parts;
  parts.operation = exchange.operation.empty() ? nullptr : vendor.operation(exchange.operation);
  source::invariant(parts.operation != nullptr || exchange.operation.empty(), "the loader checks operations");
  parts.method = parts.operation ? parts.operation->method : exchange.method;
  parts.target = parts.operation ? parts.operation->path : plain_text(values.fill_text(exchange.target));
  parts.path = values.fill(exchange.path);
  parts.query = values.fill(exchange.query);
  parts.headers = deployment.headers;
  parts.persona = persona;
  add_credential(vendor, deployment, persona, parts);
  const Json own = values.fill(exchange.headers);
  for (const auto& [name, value] : own.items()) {
    if (value.is_null()) {
      remove_header(parts.headers, name);
    } else {
      set_header(parts.headers, name, plain_text(value));
    }
  }
  const bool streams = parts.operation != nullptr && vendor.stream(parts.operation->id) != nullptr;
  // Servers that negotiate may know a stream's media type from its operation alone: only that of SSE is asked for by
  // clients.
  const bool events = streams && vendor.stream(parts.operation->id)->framing == spec::Framing::sse;
  set_default(parts.headers, "Accept", events ? "text/event-stream" : streams ? "*/*" : "application/json");
  fill_body(values, exchange, parts);
  return parts;
}

HttpRequest render_request(const RequestParts& parts) {
  HttpRequest request;
  request.method = parts.method;
  request.target = parts.operation ? fill_path(parts) : parts.target;
  for (const auto& [name, value] : parts.query.items()) add_query(name, value, request.target);
  request.headers = parts.headers;
  request.body = parts.body;
  return request;
}

}  // namespace confab::conformance
