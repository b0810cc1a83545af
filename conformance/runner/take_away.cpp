#include "runner/take_away.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "runner/plain_request.hpp"
#include "runner/read_list.hpp"
#include "runner/seek.hpp"

namespace confab::conformance {
namespace {

using reports::Leftover;
using State = LedgerEntry::State;

/// After so many calls in a row without an answer the others would have none either.
constexpr int kHopeless = 3;

Leftover leftover(const LedgerEntry& entry, std::string reason) {
  Leftover left{entry.vendor, entry.operation, entry.id, entry.persona, {}, std::move(reason), false};
  if (!entry.method.empty()) left.remove = entry.method + " " + entry.path;
  return left;
}

/// RFC 9110, 15.5.5 and 15.5.11: there is no such thing (any more).
bool is_gone(int status) {
  return (status >= 200 && status < 300) || status == 404 || status == 410;
}

class Taking {
 public:
  Taking(Session& session, const spec::Creations& creations, Ledger& ledger)
      : session_(session), creations_(creations), ledger_(ledger) {}

  std::vector<Leftover> all() {
    for (const Unfound& unfound : seek_unanswered(session_, creations_, ledger_))
      left_.push_back(kept_anyway(unfound.entry) ? kept(unfound.entry) : leftover(unfound.entry, unfound.reason));
    const std::vector<LedgerEntry> open = own_entries(session_, ledger_);
    for (auto entry = open.rbegin(); entry != open.rend(); ++entry) {
      if (entry->state == State::made) take(*entry);
    }
    return std::move(left_);
  }

 private:
  [[nodiscard]] bool kept_anyway(const LedgerEntry& entry) const {
    const spec::Creation* creation = spec::find_creation(creations_, entry.operation);
    return creation != nullptr && creation->remove.empty();
  }

  [[nodiscard]] Leftover kept(const LedgerEntry& entry) const {
    Leftover left = leftover(entry, spec::find_creation(creations_, entry.operation)->kept);
    left.by_contract = true;
    return left;
  }

  void take(const LedgerEntry& entry) {
    if (kept_anyway(entry)) return left_.push_back(kept(entry));
    const std::string call = entry.method + " " + entry.path;
    if (silent_ >= kHopeless) return left_.push_back(leftover(entry, "the deployment does not answer any more"));
    const HttpResponse response = send_plainly(session_, entry.method, entry.path, entry.persona);
    silent_ = response.status == 0 ? silent_ + 1 : 0;
    if (is_gone(response.status)) return ledger_.done(entry.number, fmt::format("{} answered {}", call, response.status));
    if (is_unlisted(*spec::find_creation(creations_, entry.operation), entry, response.status))
      return ledger_.done(entry.number, "it is not listed any more");
    const std::string came = response.status == 0 ? response.fault_text : fmt::format("status {}", response.status);
    left_.push_back(leftover(entry, session_.recorder.redact(fmt::format("{} got: {}", entry.method, came))));
  }

  /// Some contracts answer a second deletion as any failure; the first may have been on its way when the run was ended.
  [[nodiscard]] bool is_unlisted(const spec::Creation& creation, const LedgerEntry& entry, int status) {
    const auto path = status < 400 ? std::nullopt : list_path(session_.vendor, creations_, entry);
    if (!path) return false;
    const auto [list, fresh] = lists_.try_emplace({entry.persona, *path});
    if (fresh) list->second = read_list(session_, *creation.seek, *path, entry.persona);
    if (!list->second.items || list->second.cut) return false;
    const auto& items = *list->second.items;
    return std::none_of(items.begin(), items.end(), [&](const source::Json& item) {
      return text_at(item, creation.seek->id) == std::optional<std::string>(entry.id);
    });
  }

  Session& session_;
  const spec::Creations& creations_;
  Ledger& ledger_;
  std::map<std::pair<std::string, std::string>, ReadList> lists_;  // by persona and path, once read
  std::vector<Leftover> left_;
  int silent_ = 0;
};

}  // namespace

std::vector<Leftover> take_away(Session& session, const spec::Creations& creations, Ledger& ledger) {
  return Taking(session, creations, ledger).all();
}

}  // namespace confab::conformance
