#include "kills/seen_to_fail.hpp"

#include <fmt/format.h>

#include "result/json_reader.hpp"

namespace confab::reports {

void SeenToFail::read(const source::Json& document, const std::string& file, const std::string& tool_version) {
  const JsonReader reader(document, file);
  const JsonReader made_by = reader.member("confab");
  if (made_by.text() != tool_version) {
    throw made_by.error(
        fmt::format("this kill matrix was made by confab {}, and the verdicts by {}. Run `confab selftest "
                    "--json FILE` again",
                    made_by.text(), tool_version));
  }
  for (const JsonReader& vendor : reader.member("vendors").items()) {
    for (const JsonReader& kill : vendor.member("kills").items()) {
      if (!kill.member("killed").boolean()) continue;
      kills_[kill.member("clause").text()] = {kill.member("deviation").text(), kill.member("check").text(),
                                              kill.member("place").text()};
    }
  }
}

void SeenToFail::mark(RunResult& run) const {
  for (ClauseResult& clause : run.clauses) {
    const auto kill = kills_.find(clause.clause.id);
    if (kill != kills_.end() && !clause.excluded) clause.killed_by = kill->second;
  }
}

}  // namespace confab::reports
