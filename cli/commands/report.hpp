// confab report: a JSON result in another form.
#pragma once

#include <string>

namespace confab::cli {

struct ReportOptions {
  std::string result;  // file, or "-"
  std::string format;
  std::string output = "-";
  bool verbose = false, no_color = false;  // for the console's form
};

[[nodiscard]] int run_report(const ReportOptions& options);

}  // namespace confab::cli
