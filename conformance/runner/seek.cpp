#include "runner/seek.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "runner/creation_watch.hpp"
#include "runner/instant.hpp"
#include "runner/read_list.hpp"

namespace confab::conformance {
namespace {

using source::Json;
using State = LedgerEntry::State;

/// Two clocks may be apart, and a request may wait before it is served.
constexpr double kBefore = 5'000, kAfter = 60'000;
/// Shorter beginnings could be anybody's.
constexpr std::size_t kTelling = 60;

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

/// What tells unanswered requests apart. Those that sent no text come last: what others explain is not theirs.
struct Kind {
  bool silent = false;
  std::string persona, path, operation, sent;
  auto operator<=>(const Kind&) const = default;
};
using Alike = std::vector<LedgerEntry>;

class Seeking {
 public:
  Seeking(Session& session, const spec::Creations& creations, Ledger& ledger)
      : session_(session), creations_(creations), ledger_(ledger) {}

  std::vector<Unfound> all() {
    std::map<Kind, Alike> groups;
    for (const LedgerEntry& entry : own_entries(session_, ledger_)) {
      if (entry.state != State::asked) continue;
      const auto path = list_path(session_.vendor, creations_, entry);
      if (path && can_be_told(entry)) {
        groups[{entry.sent.empty(), entry.persona, *path, entry.operation, entry.sent}].push_back(entry);
      } else if (!entry.refusal.empty()) {
        ledger_.done(entry.number, "the contract refuses the request: " + entry.refusal);
      } else {
        unfound_.push_back({entry, "no answer told its id, and nothing tells it from others; it may not be there at all"});
      }
    }
    for (const auto& [kind, alike] : groups) look_up(kind, alike);
    return std::move(unfound_);
  }

 private:
  [[nodiscard]] bool can_be_told(const LedgerEntry& entry) const {
    const spec::Creation* creation = spec::find_creation(creations_, entry.operation);
    if (is_marked(entry)) return true;
    return !creation->seek->created.empty() && (!entry.sent.empty() || entry.refusal.empty());
  }

  const ReadList& list_of(const Kind& kind, const spec::Seek& seek) {
    const auto [found, fresh] = lists_.try_emplace({kind.persona, kind.path});
    if (fresh) found->second = read_list(session_, seek, kind.path, kind.persona);
    return found->second;
  }

  void look_up(const Kind& kind, const Alike& alike) {
    const spec::Creation& creation = *spec::find_creation(creations_, kind.operation);
    const ReadList& list = list_of(kind, *creation.seek);
    if (!list.items && is_shut_out(kind.persona, list.status)) {
      for (const LedgerEntry& entry : alike) ledger_.done(entry.number, "its persona is not let in");
      return;
    }
    if (!list.items) return give_up(alike, "no answer told its id, and the list that would show it cannot be read");
    std::vector<std::string> found;
    for (const Json& item : *list.items) {
      if (const auto id = is_ours(item, *creation.seek, alike)) found.push_back(*id);
    }
    if (found.size() > alike.size())
      return give_up(alike, fmt::format("no answer told its id, and {} things look like it: {}", found.size(),
                                        session_.recorder.redact(fmt::format("{}", fmt::join(found, ", ")))));
    for (std::size_t i = 0; i < alike.size(); ++i) settle(alike[i], creation, i < found.size() ? found[i] : "");
  }

  /// Who may not even list was not let in with the request either (RFC 9110, 15.5.2, 15.5.4, 15.5.5; RFC 6585, 4), unless
  /// it is the credential that is wrong now: who has created something in this run was let in then.
  [[nodiscard]] bool is_shut_out(const std::string& persona, int status) const {
    const bool stranger = persona != "default" && !ledger_.has_created(session_.deployment.base_url, persona);
    return status == 404 || ((status == 401 || status == 403 || status == 429) && stranger);
  }

  [[nodiscard]] std::optional<std::string> is_ours(const Json& item, const spec::Seek& seek, const Alike& alike) const {
    const LedgerEntry& first = alike.front();
    const std::string shown = text_at(item, seek.shown).value_or("");
    const auto id = text_at(item, seek.id);
    if (!id || !shows(first.sent, shown)) return std::nullopt;
    if (ledger_.knows(session_.deployment.base_url, *id) || session_.recorder.redact(*id) != *id) return std::nullopt;
    const bool then =
        std::any_of(alike.begin(), alike.end(), [&](const LedgerEntry& entry) { return created_then(item, seek, entry); });
    const bool marked = is_marked(first) && shown.find(first.run) != std::string::npos;
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
  std::map<std::pair<std::string, std::string>, ReadList> lists_;  // by persona and path
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
