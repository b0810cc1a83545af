// What else was answered in the plain run: legal answers, that are wrong only where they do not belong.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "result/result.hpp"
#include "source/json_text.hpp"

namespace confab::conformance {

/// Borrows from the run.
class Elsewhere {
 public:
  explicit Elsewhere(const reports::RunResult& run);

  /// Answers of the same operation, of each status a few with different bodies, short ones first.
  [[nodiscard]] const std::vector<const reports::Exchange*>& answers_of(const std::string& operation) const;
  /// The shortest refusal of each status, whichever operation answered it: what is wrong looks alike everywhere.
  [[nodiscard]] const std::map<int, const reports::Exchange*>& refusals() const { return refusals_; }
  /// Other values, as JSON texts, that stood at that place in some body, whatever the index in an array.
  [[nodiscard]] std::vector<std::string> values_at(const std::string& pointer, const std::string& but) const;

 private:
  void keep(const reports::Exchange& exchange);

  std::map<std::string, std::vector<const reports::Exchange*>> answers_;
  std::map<int, const reports::Exchange*> refusals_;
  std::map<std::string, std::set<std::string>> values_;
};

}  // namespace confab::conformance
