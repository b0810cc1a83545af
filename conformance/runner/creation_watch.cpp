#include "runner/creation_watch.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "runner/contract_path.hpp"
#include "runner/values.hpp"

namespace confab::conformance {
namespace {

using source::Json;

/// Enough to tell texts apart; a question may have a hundred thousand characters.
constexpr std::size_t kSentBytes = 512;

std::string utc_now_in_milliseconds() {
  const auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto second = std::chrono::floor<std::chrono::seconds>(now);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(second)),
                     (now - second).count());
}

std::string beginning(std::string text) {
  if (text.size() <= kSentBytes) return text;
  std::size_t end = kSentBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

/// A body larger than this is sent unread: what it could tell is not worth the time.
constexpr std::size_t kReadBytes = 4 * 1024 * 1024;
/// A larger one is not held against the schema.
constexpr std::size_t kJudgedBytes = 64 * 1024;

/// A member that is null may be taken as one that is not there.
Json without_nulls(Json object) {
  for (auto member = object.begin(); object.is_object() && member != object.end();)
    member = member->is_null() ? object.erase(member) : std::next(member);
  return object;
}

SentBody read_body(const HttpRequest& request) {
  SentBody body;
  body.bytes = request.body ? request.body->size() : 0;
  body.unread = body.bytes > kReadBytes;
  if (body.bytes == 0 || body.unread) return body;
  auto json = source::parse_json(*request.body);
  if (json) body.json = *std::move(json);
  return body;
}

}  // namespace

CreationWatch::CreationWatch(const spec::Vendor& vendor, const Deployment& deployment, const Recorder& recorder,
                             std::string run_id, Remembering remembering)
    : vendor_(vendor),
      deployment_(deployment),
      recorder_(recorder),
      run_id_(std::move(run_id)),
      remembering_(remembering.creations && remembering.ledger ? remembering : Remembering{}) {}

std::string CreationWatch::sent_text(const spec::Creation& creation, const PathParameters& path, const Json& body) const {
  if (!creation.seek) return {};
  std::string text;
  if (creation.seek->sent.starts_with('{')) {
    text = path.at(creation.seek->sent.substr(1, creation.seek->sent.size() - 2));
  } else {
    const Json* sent = source::find(body, creation.seek->sent);
    if (sent != nullptr && sent->is_string()) text = beginning(sent->get<std::string>());
  }
  return recorder_.redact(text) == text ? text : std::string();
}

std::string CreationWatch::why_refused(const spec::Operation& operation, const SentBody& body,
                                       const std::string& persona) const {
  if (persona == "nobody" && !vendor_.auth_header.empty()) return "it has no credential";
  const auto schema = operation.request_body.content.find("application/json");
  if (schema == operation.request_body.content.end()) return {};
  if (body.bytes == 0) return operation.request_body.required ? "it has no body" : "";
  if (body.unread) return "its body is far larger than what anybody takes";
  if (!body.json) return "its body is no JSON";
  if (body.bytes > kJudgedBytes || vendor_.schemas->check(schema->second, without_nulls(*body.json)).empty()) return {};
  return "its body does not match the schema";
}

Asked CreationWatch::sending(const HttpRequest& request, const std::string& persona) const {
  if (remembering_.ledger == nullptr) return {};
  const std::string path(path_of(request.target));
  const auto called = find_operation(vendor_, request.method, path);
  const spec::Creation* creation = called ? spec::find_creation(*remembering_.creations, called->operation->id) : nullptr;
  if (creation == nullptr) return {};
  const SentBody body = read_body(request);
  const Json* already = creation->unless.empty() || !body.json ? nullptr : source::find(*body.json, creation->unless);
  if (already != nullptr && !already->is_null()) return {};
  LedgerEntry entry;
  entry.run = run_id_;
  entry.vendor = vendor_.label();
  entry.base_url = deployment_.base_url;
  entry.persona = persona;
  entry.operation = creation->operation;
  entry.request = path;
  entry.sent = sent_text(*creation, called->parameters, body.json.value_or(Json()));
  entry.refusal = why_refused(*called->operation, body, persona);
  entry.at = utc_now_in_milliseconds();
  const bool can_look = !entry.sent.empty();
  return {remembering_.ledger->ask(std::move(entry)), creation, path, can_look};
}

void CreationWatch::shown(const Asked& asked, const Json& payload) const {
  const Json* id = source::find(payload, asked.creation->id);
  if (id == nullptr || id->is_null() || id->is_structured()) return;
  const std::string text = plain_text(*id);
  // A peer may send back what it was given.
  if (recorder_.redact(text) != text) return;
  const auto call = delete_call(vendor_, *asked.creation, asked.path, text);
  if (call) remembering_.ledger->made(asked.entry, text, call->method, call->path);
}

void CreationWatch::answered(const Asked& asked, const HttpResponse& response) const {
  const bool success = response.status >= 200 && response.status < 300;
  if (success) {
    if (const auto body = source::parse_json(response.body)) shown(asked, *body);
    return;
  }
  // Who fails may have created something first; a list can tell, where there is one.
  const bool refused = response.status >= 300 && (response.status < 500 || !asked.can_look);
  if (refused) remembering_.ledger->done(asked.entry, fmt::format("answered with {}", response.status));
}

void CreationWatch::done(const HttpRequest& request, const HttpResponse& response) const {
  const bool success = response.status >= 200 && response.status < 300;
  if (remembering_.ledger == nullptr || !success || request.method == "GET") return;
  remembering_.ledger->deleted(deployment_.base_url, request.method, path_of(request.target));
}

std::optional<DeleteCall> delete_call(const spec::Vendor& vendor, const spec::Creation& creation, std::string_view request,
                                      const std::string& id) {
  const spec::Operation* creates = vendor.operation(creation.operation);
  const auto called = creates ? find_operation(vendor, creates->method, request) : std::nullopt;
  if (!called || called->operation != creates) return std::nullopt;
  const spec::Operation* remove = creation.remove.empty() ? nullptr : vendor.operation(creation.remove);
  if (remove == nullptr) return DeleteCall{};
  PathParameters parameters = called->parameters;
  parameters[creation.as] = id;
  const std::string path = fill_path(remove->path, parameters);
  // Read back, an id that is more than one plain segment shows.
  const auto read = match_path(remove->path, path);
  const auto as_given = [&](const auto& one) { return parameters.at(one.first) == one.second; };
  if (!read || !std::all_of(read->begin(), read->end(), as_given)) return std::nullopt;
  return DeleteCall{remove->method, called->mount + path};
}

}  // namespace confab::conformance
