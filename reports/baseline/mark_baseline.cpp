#include <fmt/format.h>

#include <algorithm>

#include "baseline/baseline.hpp"
#include "source/glob.hpp"

namespace confab::reports {
namespace {

ClauseResult* clause_of(RunResult& run, const std::string& id) {
  const auto found =
      std::find_if(run.clauses.begin(), run.clauses.end(), [&](const ClauseResult& row) { return row.clause.id == id; });
  return found == run.clauses.end() ? nullptr : &*found;
}

/// Whether a clause of that name, if there were one, would have been judged in this run.
bool about_this_run(const std::string& clause, const RunResult& run) {
  const std::string word = clause.substr(0, clause.find('.'));
  return std::any_of(run.vendors.begin(), run.vendors.end(),
                     [&](const std::string& label) { return source::glob_matches(word, label.substr(0, label.find('.'))); });
}

}  // namespace

void Baseline::mark(RunResult& run) const {
  for (const Line& line : lines_) {
    const auto add_stale = [&](const std::string& clause, std::string why) {
      run.stale.push_back({clause, line.known.as, line.known.place, std::move(why)});
    };
    if (line.clauses.empty() && about_this_run(line.clause, run))
      add_stale(line.clause, line.remedy.empty() ? "no clause of this name is judged: what can prove it was excluded"
                                                 : "there is no such clause any more. " + line.remedy);
    for (const std::string& id : line.clauses) {
      ClauseResult* const clause = clause_of(run, id);
      if (clause == nullptr) continue;
      clause->known = line.known;
      if (line.known.as == KnownAs::failing && clause->verdict == Verdict::pass)
        add_stale(id, "it is listed as failing and passes");
    }
  }
}

}  // namespace confab::reports
