// One clause in the HTML report, and what speaks against it.
#pragma once

#include <kainjow/mustache.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "formats/evidence.hpp"
#include "result/result.hpp"

namespace confab::reports {

/// What a peer may have sent, cut after a few thousand characters.
[[nodiscard]] std::string html_bounded(std::string_view text);
/// An id to link to: letters, digits, - and _ only.
[[nodiscard]] std::string html_anchor(std::string_view kind, std::string_view name);
/// A row of a list of facts: `name`, `value`.
[[nodiscard]] kainjow::mustache::data html_fact(std::string name, std::string value);
/// What the partial {{>finding}} reads.
[[nodiscard]] kainjow::mustache::data html_evidence(const Evidence& evidence, const RunResult& run);

/// Rows of clauses; borrows the run.
class ClauseRows {
 public:
  explicit ClauseRows(const RunResult& run);

  [[nodiscard]] kainjow::mustache::data row(const ClauseResult& clause) const;
  [[nodiscard]] const std::vector<Evidence>& evidence_without_clause() const;

 private:
  [[nodiscard]] const std::vector<Evidence>& evidence_of(const ClauseResult* clause) const;

  const RunResult& run_;
  std::map<const ClauseResult*, std::vector<Evidence>> evidence_;
};

}  // namespace confab::reports
