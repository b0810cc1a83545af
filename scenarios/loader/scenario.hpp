// One story, typed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "loader/step.hpp"

namespace confab::scenarios {

struct Scenario {
  std::string id;    // "reveng/replay": the path below scenarios/ without .yaml; a cell of a matrix has a name behind that
  std::string file;  // the path alone; what clauses name in proved_by
  std::string title;
  std::string vendor;  // spec::Vendor::label
  std::vector<std::string> needs;
  std::map<std::string, std::string, std::less<>> prompts;
  std::vector<Reaction> agent;
  std::vector<Step> steps;
  std::vector<Step> cleanup;
  source::Place place;

  /// Every clause that some step or expectation of this story proves, sorted, without repetition.
  [[nodiscard]] std::vector<std::string> proves() const;
  /// Personas its steps use besides "default" and "nobody", sorted.
  [[nodiscard]] std::vector<std::string> personas() const;
};

}  // namespace confab::scenarios
