#include <fmt/format.h>

#include <algorithm>

#include "drift/drift.hpp"
#include "formats/printable.hpp"

namespace confab::reports {
namespace {

using source::Json;

/// What a peer sent, in one line.
std::string quoted(const std::string& bytes) {
  std::string text = terminal_text(shortened(xml_text(bytes), 300));
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string word(const std::optional<Verdict>& verdict) {
  return verdict ? std::string(to_string(*verdict)) : "unknown";
}

bool is_improvement(const ClauseChange& change) {
  const ClauseChange reverse{change.id, change.after, change.before, {}, {}, {}};
  return reverse.is_regression();
}

std::string direction(const ClauseChange& change) {
  if (change.is_regression()) return "worse";
  return is_improvement(change) ? "better" : "other";
}

std::string line_of(const ClauseChange& change, std::size_t width) {
  std::string line = fmt::format("  {:<6}  {:<{}}  {} -> {}\n", direction(change), change.id, width, word(change.before),
                                 word(change.after));
  if (!change.expected.empty())
    line += fmt::format("          expected {}\n          actual   {}\n", quoted(change.expected), quoted(change.actual));
  if (change.expected.empty() && !change.reason.empty()) line += fmt::format("          {}\n", quoted(change.reason));
  return line;
}

std::string clauses_text(const Drift& drift) {
  if (drift.clauses.empty()) return "no clause changed its verdict\n";
  std::size_t width = 0;
  for (const ClauseChange& change : drift.clauses) width = std::max(width, change.id.size());
  std::string text = "clauses that changed their verdict\n";
  for (const char* wanted : {"worse", "better", "other"}) {
    for (const ClauseChange& change : drift.clauses) {
      if (direction(change) == wanted) text += line_of(change, width);
    }
  }
  return text;
}

std::string seen_text(const Drift& drift) {
  if (drift.seen.empty()) return "no status, frame or field is new or gone\n";
  std::string text = "statuses, frames and fields that are new or gone\n", operation;
  for (const SeenChange& change : drift.seen) {
    if (change.operation != operation) text += fmt::format("  {}\n", change.operation);
    operation = change.operation;
    text += fmt::format("    {} {:<6}  {}\n", change.gone ? '-' : '+', change.kind, quoted(change.what));
  }
  return text;
}

std::string verdict_text(const Drift& drift) {
  const auto worse = std::count_if(drift.clauses.begin(), drift.clauses.end(),
                                   [](const ClauseChange& change) { return change.is_regression(); });
  if (worse == 0) return "no regression\n";
  return fmt::format("regression: {} clause{} worse\n", worse, worse == 1 ? " is" : "s are");
}

Json verdict_json(const std::optional<Verdict>& verdict) {
  return verdict ? Json(to_string(*verdict)) : Json(nullptr);
}

}  // namespace

std::string render_drift(const Drift& drift) {
  return clauses_text(drift) + "\n" + seen_text(drift) + "\n" + verdict_text(drift);
}

Json drift_json(const Drift& drift) {
  Json clauses = Json::array(), seen = Json::array();
  for (const ClauseChange& change : drift.clauses) {
    clauses.push_back({{"id", change.id},
                       {"before", verdict_json(change.before)},
                       {"after", verdict_json(change.after)},
                       {"regression", change.is_regression()},
                       {"expected", change.expected},
                       {"actual", change.actual},
                       {"reason", change.reason}});
  }
  for (const SeenChange& change : drift.seen)
    seen.push_back({{"operation", change.operation},
                    {"kind", change.kind},
                    {"what", change.what},
                    {"change", change.gone ? "gone" : "new"}});
  return {{"regression", has_regression(drift)}, {"clauses", std::move(clauses)}, {"seen", std::move(seen)}};
}

}  // namespace confab::reports
