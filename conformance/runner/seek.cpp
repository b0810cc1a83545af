#include "runner/seek.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "runner/contract_path.hpp"
#include "runner/creation_watch.hpp"
#include "runner/instant.hpp"
#include "runner/next_page.hpp"
#include "runner/plain_request.hpp"
#include "runner/values.hpp"

namespace confab::conformance {
namespace {

using source::Json;
using State = LedgerEntry::State;

/// A list longer than this is left unread.
constexpr int kPages = 100;
/// Two clocks may be apart, and a request may wait before it is served.
constexpr double kBefore = 5'000, kAfter = 60'000;
/// Shorter beginnings could be anybody's.
constexpr std::size_t kTelling = 60;

/// One list as one persona sees it.
using ListKey = std::tuple<std::string, std::string>;  // persona, path

struct Lists {
  Session& session;
  std::map<ListKey, std::optional<std::vector<Json>>> read = {};
  std::map<ListKey, int> refusals = {};  // the last status

  /// nullptr if it cannot be read to its end.
  const std::vector<Json>* at(const ListKey& key, const spec::Seek& seek) {
    const auto [found, fresh] = read.try_emplace(key);
    if (fresh) found->second = fetch(key, seek);
    return found->second ? &*found->second : nullptr;
  }

  std::optional<std::vector<Json>> fetch(const ListKey& key, const spec::Seek& seek) {
    scenarios::PagesStep pages;
    pages.token = seek.next;
    pages.query = seek.next_query;
    pages.more = seek.more;
    std::vector<Json> items;
    Json query = seek.query;
    for (int page = 0; page < kPages; ++page) {
      const auto& [persona, path] = key;
      const HttpResponse response = send_plainly(session, "GET", path, persona, query);
      refusals[key] = response.status;
      const auto body = source::parse_json(response.body);
      const Json* list = response.status == 200 && body ? source::find(*body, seek.items) : nullptr;
      if (list == nullptr || !list->is_array()) return std::nullopt;
      items.insert(items.end(), list->begin(), list->end());
      const auto next = seek.next.empty() ? std::nullopt : next_page(pages, response, *body, query);
      if (!next) return items;
      query = *next;
    }
    return std::nullopt;
  }
};

std::optional<std::string> text_at(const Json& item, const std::string& pointer) {
  const Json* value = source::find(item, pointer);
  if (value == nullptr || value->is_null() || value->is_structured()) return std::nullopt;
  return plain_text(*value);
}

bool is_marked(const LedgerEntry& entry) {
  return entry.run.size() >= 8 && entry.sent.find(entry.run) != std::string::npos;
}

bool created_then(const Json& item, const spec::Seek& seek, const LedgerEntry& entry) {
  const auto text = seek.created.empty() ? std::nullopt : text_at(item, seek.created);
  const auto created = text ? parse_instant(*text) : std::nullopt;
  const auto asked = parse_instant(entry.at);
  if (!created || !asked) return false;
  const double late = created->milliseconds() - asked->milliseconds();
  return late >= -kBefore && late <= kAfter;
}

/// Unanswered requests that nothing tells apart.
using Alike = std::vector<LedgerEntry>;

class Seeking {
 public:
  Seeking(Session& session, const spec::Creations& creations, Ledger& ledger)
      : session_(session), creations_(creations), ledger_(ledger), lists_{session} {}

  std::vector<Unfound> all() {
    std::map<std::tuple<std::string, std::string, std::string>, Alike> groups;
    for (const LedgerEntry& entry : own_entries(session_, ledger_)) {
      if (entry.state != State::asked) continue;
      const auto path = list_path(entry);
      if (!path && !entry.refusal.empty()) {
        ledger_.done(entry.number, "the contract refuses the request: " + entry.refusal);
      } else if (!path) {
        unfound_.push_back({entry, "no answer told its id, and nothing tells it from others; it may not be there at all"});
      } else {
        groups[{entry.persona, *path, entry.sent}].push_back(entry);
      }
    }
    for (const auto& [key, alike] : groups) look_up({std::get<0>(key), std::get<1>(key)}, alike);
    return std::move(unfound_);
  }

 private:
  [[nodiscard]] std::optional<std::string> list_path(const LedgerEntry& entry) const {
    const spec::Creation* creation = spec::find_creation(creations_, entry.operation);
    if (creation == nullptr || !creation->seek || entry.sent.empty()) return std::nullopt;
    if (!is_marked(entry) && creation->seek->created.empty()) return std::nullopt;
    const spec::Operation* creates = session_.vendor.operation(entry.operation);
    const auto called = find_operation(session_.vendor, creates->method, entry.request);
    if (!called || called->operation != creates) return std::nullopt;
    return called->mount + fill_path(session_.vendor.operation(creation->seek->operation)->path, called->parameters);
  }

  void look_up(const ListKey& key, const Alike& alike) {
    const spec::Creation& creation = *spec::find_creation(creations_, alike.front().operation);
    const std::vector<Json>* list = lists_.at(key, *creation.seek);
    if (list == nullptr && is_shut_out(key)) {
      for (const LedgerEntry& entry : alike) ledger_.done(entry.number, "its persona is not let in");
      return;
    }
    if (list == nullptr) return give_up(alike, "no answer told its id, and the list that would show it cannot be read");
    std::vector<std::string> found;
    for (const Json& item : *list) {
      if (const auto id = is_ours(item, *creation.seek, alike)) found.push_back(*id);
    }
    if (found.size() > alike.size())
      return give_up(alike, fmt::format("no answer told its id, and {} things look like it: {}", found.size(),
                                        session_.recorder.redact(fmt::format("{}", fmt::join(found, ", ")))));
    for (std::size_t i = 0; i < alike.size(); ++i) settle(alike[i], creation, i < found.size() ? found[i] : "");
  }

  /// Who may not even list was not let in with the request either (RFC 9110, 15.5.2, 15.5.4, 15.5.5), unless it is the
  /// credential that is wrong now: who has created something in this run was let in then.
  [[nodiscard]] bool is_shut_out(const ListKey& key) const {
    const auto& [persona, path] = key;
    const int status = lists_.refusals.at(key);
    const bool stranger = persona != "default" && !ledger_.has_created(session_.deployment.base_url, persona);
    return status == 404 || ((status == 401 || status == 403) && stranger);
  }

  [[nodiscard]] std::optional<std::string> is_ours(const Json& item, const spec::Seek& seek, const Alike& alike) const {
    const auto shown = text_at(item, seek.shown);
    const auto id = text_at(item, seek.id);
    if (!shown || !id || !shows(alike.front().sent, *shown)) return std::nullopt;
    if (ledger_.knows(session_.deployment.base_url, *id) || session_.recorder.redact(*id) != *id) return std::nullopt;
    const bool then =
        std::any_of(alike.begin(), alike.end(), [&](const LedgerEntry& entry) { return created_then(item, seek, entry); });
    const bool marked = is_marked(alike.front()) && shown->find(alike.front().run) != std::string::npos;
    return then || marked ? id : std::nullopt;
  }

  void settle(const LedgerEntry& entry, const spec::Creation& creation, const std::string& id) {
    if (id.empty()) return ledger_.done(entry.number, "nothing came of it that is listed");
    const auto call = delete_call(session_.vendor, creation, entry.request, id);
    if (call) return ledger_.made(entry.number, id, call->method, call->path);
    unfound_.push_back({entry, "its id cannot stand in a path"});
  }

  void give_up(const Alike& alike, const std::string& reason) {
    for (const LedgerEntry& entry : alike) unfound_.push_back({entry, reason});
  }

  Session& session_;
  const spec::Creations& creations_;
  Ledger& ledger_;
  Lists lists_;
  std::vector<Unfound> unfound_;
};

}  // namespace

std::vector<LedgerEntry> own_entries(const Session& session, const Ledger& ledger) {
  std::vector<LedgerEntry> own = ledger.open();
  std::erase_if(own, [&](const LedgerEntry& entry) {
    return entry.vendor != session.vendor.label() || entry.base_url != session.deployment.base_url;
  });
  return own;
}

std::vector<Unfound> seek_unanswered(Session& session, const spec::Creations& creations, Ledger& ledger) {
  return Seeking(session, creations, ledger).all();
}

bool shows(const std::string& sent, const std::string& shown) {
  const auto& [shorter, longer] = std::minmax(sent, shown, [](const auto& a, const auto& b) { return a.size() < b.size(); });
  return sent == shown || (shorter.size() >= kTelling && longer.starts_with(shorter));
}

}  // namespace confab::conformance
