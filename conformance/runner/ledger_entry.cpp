#include "runner/ledger_entry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "source/json_text.hpp"
#include "source/user_error.hpp"

namespace confab::conformance {
namespace {

using source::Json;
using State = LedgerEntry::State;

constexpr std::string_view kFormat = "confab-ledger-1";
constexpr std::array<std::pair<std::string_view, State>, 3> kStates{
    {{"asked", State::asked}, {"made", State::made}, {"done", State::done}}};

using Member = std::pair<const char*, std::string LedgerEntry::*>;
constexpr std::array<Member, 13> kMembers{{{"run", &LedgerEntry::run},
                                           {"vendor", &LedgerEntry::vendor},
                                           {"base_url", &LedgerEntry::base_url},
                                           {"persona", &LedgerEntry::persona},
                                           {"operation", &LedgerEntry::operation},
                                           {"request", &LedgerEntry::request},
                                           {"sent", &LedgerEntry::sent},
                                           {"refusal", &LedgerEntry::refusal},
                                           {"at", &LedgerEntry::at},
                                           {"id", &LedgerEntry::id},
                                           {"method", &LedgerEntry::method},
                                           {"path", &LedgerEntry::path},
                                           {"outcome", &LedgerEntry::outcome}}};

struct Line {
  const std::string& file;
  int number;

  [[nodiscard]] source::UserError error(std::string what) const {
    return {{file, number, 0}, std::move(what), "Give a ledger as `confab check` left it, unchanged."};
  }
};

State read_state(const Json& line, const Line& at) {
  const auto word = line.find("state");
  for (const auto& [name, state] : kStates) {
    if (word != line.end() && *word == name) return state;
  }
  throw at.error("this line's \"state\" is none that a ledger knows");
}

LedgerEntry read_entry(std::string_view text, const Line& at) {
  const auto line = source::parse_json(text);
  if (!line) throw at.error("this line is no JSON: " + line.error().reason);
  if (!line->is_object() || line->value("format", Json()) != kFormat) throw at.error("this line is none of a ledger");
  LedgerEntry entry;
  entry.state = read_state(*line, at);
  const auto number = line->find("entry");
  if (number == line->end() || !number->is_number_unsigned() || *number < 1 || *number > 1'000'000)
    throw at.error("this line's \"entry\" is no number of one");
  entry.number = number->get<int>();
  for (const auto& [name, member] : kMembers) {
    const auto value = line->find(name);
    if (value == line->end() || !value->is_string()) throw at.error(fmt::format("this line's \"{}\" is no text", name));
    entry.*member = value->get<std::string>();
  }
  return entry;
}

bool same_thing(const LedgerEntry& a, const LedgerEntry& b) {
  return a.vendor == b.vendor && a.base_url == b.base_url && a.persona == b.persona && a.operation == b.operation &&
         a.request == b.request && (a.id.empty() || a.id == b.id);
}

void take(LedgerEntry entry, const Line& at, std::vector<LedgerEntry>& entries) {
  const auto known =
      std::find_if(entries.begin(), entries.end(), [&](const LedgerEntry& each) { return each.number == entry.number; });
  if (known == entries.end()) {
    entries.push_back(std::move(entry));
  } else if (!same_thing(*known, entry)) {
    throw at.error(fmt::format("this line tells something else of entry {} than an earlier one", entry.number));
  } else if (known->state <= entry.state) {
    *known = std::move(entry);
  }
}

}  // namespace

std::string render_line(const LedgerEntry& entry) {
  Json line{{"format", kFormat}, {"entry", entry.number}};
  for (const auto& [name, state] : kStates) {
    if (state == entry.state) line["state"] = name;
  }
  for (const auto& [name, member] : kMembers) line[name] = entry.*member;
  return source::render_json(line) + "\n";
}

std::vector<LedgerEntry> parse_ledger(std::string_view text, const std::string& file) {
  std::vector<LedgerEntry> entries;
  int number = 0;
  for (std::size_t end; (end = text.find('\n')) != std::string_view::npos; text.remove_prefix(end + 1)) {
    const Line at{file, ++number};
    take(read_entry(text.substr(0, end), at), at, entries);
  }
  return entries;
}

}  // namespace confab::conformance
