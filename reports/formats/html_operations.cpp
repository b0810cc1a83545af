#include "formats/html_operations.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "formats/clause_groups.hpp"

namespace confab::reports {
namespace {

using Data = kainjow::mustache::data;
using List = kainjow::mustache::list;

constexpr double kPictureWidth = 120;

std::string picture_words(const VerdictCounts& counts) {
  std::string words;
  for (const Verdict verdict : kVerdictColumns) {
    if (const auto found = counts.find(verdict); found != counts.end())
      words += fmt::format("{}{} {}", words.empty() ? "" : ", ", found->second, to_string(verdict));
  }
  return words;
}

List bars(const VerdictCounts& counts) {
  const double scale = kPictureWidth / std::max(1, sum(counts));
  List bars;
  double x = 0;
  for (const Verdict verdict : kVerdictColumns) {
    const auto found = counts.find(verdict);
    if (found == counts.end()) continue;
    Data bar;
    bar.set("verdict", std::string(to_string(verdict)));
    bar.set("x", fmt::format("{:.2f}", x));
    bar.set("width", fmt::format("{:.2f}", found->second * scale));
    bars.push_back(bar);
    x += found->second * scale;
  }
  return bars;
}

List cells(const VerdictCounts& counts, const std::vector<Verdict>& columns) {
  List cells;
  for (const Verdict column : columns) {
    const auto found = counts.find(column);
    cells.push_back(found == counts.end() ? std::string("0") : std::to_string(found->second));
  }
  return cells;
}

Data operation(const ClauseGroup& group, const std::vector<Verdict>& columns, const ClauseRows& clauses) {
  List rows;
  for (const ClauseResult* clause : group.clauses) rows.push_back(clauses.row(*clause));
  Data data;
  data.set("name", group.name);
  data.set("anchor", html_anchor("operation", group.name));
  data.set("pictured", !group.counts.empty());
  data.set("picture", picture_words(group.counts));
  data.set("bars", bars(group.counts));
  data.set("cells", cells(group.counts, columns));
  data.set("rows", rows);
  return data;
}

}  // namespace

void set_html_operations(Data& view, const RunResult& run, const ClauseRows& clauses) {
  const std::vector<Verdict> columns = columns_for(total_counts(run));
  List names, operations;
  for (const Verdict column : columns) names.push_back(std::string(to_string(column)));
  for (const ClauseGroup& group : clause_groups(run)) operations.push_back(operation(group, columns, clauses));
  view.set("columns", names);
  view.set("operations", operations);
}

}  // namespace confab::reports
