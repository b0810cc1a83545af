// confab report: a JSON result in another form.
#pragma once

#include <string>

namespace confab::cli {

struct ReportOptions {
  std::string result;  // file, or "-"
  std::string format;
  std::string output = "-";
  std::string kills;                       // file: a kill matrix, to stand beside the verdicts; empty: none
  bool verbose = false, no_color = false;  // for the console's form
};

[[nodiscard]] int run_report(const ReportOptions& options);

}  // namespace confab::cli
