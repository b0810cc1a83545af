// Failures that are known and why, kept in a file of the user's: a run that finds nothing else exits 0.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/vendor.hpp"
#include "result/result.hpp"
#include "source/document.hpp"

namespace confab::reports {

/// The lines of one or several files (reports/baseline.schema.json):
///   known_failing: [{ clause: ID or glob, reason: text }]   fails, warns or cannot be tested; one that passes is stale
///   known_flaky:   [{ clause: ID or glob, reason: text }]   may pass or fail; stale once no such clause is judged any more
class Baseline {
 public:
  /// Takes the lines of one more file. `vendors` are all there are, whichever of them will be judged. Throws UserError at
  /// the line for a key nobody knows, a missing reason, a clause that does not exist (of a flaky line: nor can ever have,
  /// for want of such a vendor), and a clause that another line lists already.
  void read(const source::Document& document, const std::vector<spec::Vendor>& vendors);

  /// Sets `known` in the clauses that are listed and adds the lines that are stale. Lines about other vendors than the run's
  /// are left alone.
  void mark(RunResult& run) const;

 private:
  struct Line {
    Known known;
    std::string clause;                // as written
    std::vector<std::string> clauses;  // that it means, none of them excluded; empty: there is none any more
    std::string remedy;                // then the nearest one, if one is near
  };
  [[nodiscard]] Line read_line(KnownAs list, const source::Document& document, const std::string& pointer,
                               const std::vector<spec::Vendor>& vendors) const;
  void add(Line line, const source::Document& document, const std::string& pointer);

  std::vector<Line> lines_;
  std::map<std::string, std::string> listed_;  // clause to the line that lists it
};

}  // namespace confab::reports
