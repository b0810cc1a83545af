// For tests: deployment files with one mistake each, and good ones.
#pragma once

#include <string>
#include <vector>

#include "loader/scenario.hpp"
#include "model/vendor.hpp"

namespace confab::cli::samples {

struct Mistake {
  std::string yaml;
  std::string said;        // a part of the message
  std::string place = {};  // "4:3"; empty: not looked at
  bool structural = true;  // the schema finds it as well
};

[[nodiscard]] const std::vector<Mistake>& mistakes();
[[nodiscard]] const std::vector<std::string>& good_files();
[[nodiscard]] const spec::Vendor& vendor();
[[nodiscard]] const std::vector<scenarios::Scenario>& stories();

}  // namespace confab::cli::samples
