#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "baseline/baseline.hpp"
#include "model/record.hpp"
#include "source/glob.hpp"
#include "source/nearest_word.hpp"

namespace confab::reports {
namespace {

using source::Document;

std::vector<std::string> clause_ids(const std::vector<spec::Vendor>& vendors, bool (*wanted)(const spec::Clause&)) {
  std::vector<std::string> ids;
  for (const spec::Vendor& vendor : vendors) {
    for (const spec::Clause& clause : vendor.clauses) {
      if (wanted(clause)) ids.push_back(clause.id);
    }
  }
  return ids;
}

std::vector<std::string> matching(const std::string& glob, std::vector<std::string> ids) {
  std::erase_if(ids, [&](const std::string& id) { return !source::glob_matches(glob, id); });
  return ids;
}

/// "reveng.a.b" of the vendor reveng; a pattern before the first dot may mean any.
bool names_a_vendor(const std::string& clause, const std::vector<spec::Vendor>& vendors) {
  const std::string word = clause.substr(0, clause.find('.'));
  return std::any_of(vendors.begin(), vendors.end(),
                     [&](const spec::Vendor& vendor) { return source::glob_matches(word, vendor.name); });
}

std::string did_you_mean(const std::string& clause, const std::vector<std::string>& ids) {
  const auto near = source::nearest_word(clause, ids);
  return near ? fmt::format("Did you mean {}?", *near) : "confab list clauses shows them all.";
}

/// The items of a list that may be left out or empty.
std::size_t items_of(const Document& document, std::string_view list) {
  const source::Json* items = source::find(document.value(), fmt::format("/{}", list));
  if (items == nullptr || items->is_null()) return 0;
  if (items->is_array()) return items->size();
  throw document.error(fmt::format("/{}", list), fmt::format("\"{}\" is a list", list),
                       "Each item: - { clause: ID, reason: why it is known }");
}

}  // namespace

Baseline::Line Baseline::read_line(KnownAs list, const Document& document, const std::string& pointer,
                                   const std::vector<spec::Vendor>& vendors) const {
  const spec::Record row(document, pointer);
  row.only({"clause", "reason"});
  const source::Place place = document.place(row.pointer("clause"));
  Line line{{list, row.text("reason"), fmt::format("{}:{}", place.file, place.line)}, row.text("clause"), {}, {}};
  const std::vector<std::string> every = clause_ids(vendors, [](const spec::Clause&) { return true; });
  const bool exists = !matching(line.clause, every).empty();
  if (!exists && (list == KnownAs::failing || !names_a_vendor(line.clause, vendors)))
    throw row.error("clause", fmt::format("there is no clause \"{}\"", line.clause), did_you_mean(line.clause, every));
  if (!exists) line.remedy = did_you_mean(line.clause, every);
  line.clauses =
      matching(line.clause, clause_ids(vendors, [](const spec::Clause& clause) { return clause.excluded.empty(); }));
  return line;
}

void Baseline::add(Line line, const Document& document, const std::string& pointer) {
  // Also by what is written: two lines may mean the same clause that is gone.
  std::vector<std::string> names = line.clauses;
  if (names.empty()) names.push_back(line.clause);
  for (const std::string& name : names) {
    const auto [other, first] = listed_.emplace(name, line.known.place);
    if (!first)
      throw document.error(pointer + "/clause", fmt::format("the clause {} is listed already", name),
                           fmt::format("The other line is {}; a clause is listed once.", other->second));
  }
  lines_.push_back(std::move(line));
}

void Baseline::read(const Document& document, const std::vector<spec::Vendor>& vendors) {
  spec::Record(document, "").only({to_string(KnownAs::failing), to_string(KnownAs::flaky)});
  for (const KnownAs list : {KnownAs::failing, KnownAs::flaky}) {
    const std::size_t count = items_of(document, to_string(list));
    for (std::size_t at = 0; at < count; ++at) {
      const std::string pointer = fmt::format("/{}/{}", to_string(list), at);
      add(read_line(list, document, pointer, vendors), document, pointer);
    }
  }
}

}  // namespace confab::reports
