#include "commands/diff.hpp"

#include "drift/drift.hpp"
#include "source/user_error.hpp"
#include "wiring/files.hpp"
#include "wiring/result_file.hpp"

namespace confab::cli {

int run_diff(const DiffOptions& options) {
  if (options.before == "-" && options.after == "-")
    throw source::UserError({}, "standard input cannot be both results", "Name a file for one of them.");
  const reports::Drift drift = reports::find_drift(read_result(options.before), read_result(options.after));
  if (options.json) {
    print(reports::drift_json(drift).dump(2, ' ', false, source::Json::error_handler_t::replace) + "\n");
  } else {
    print(reports::render_drift(drift));
  }
  return reports::has_regression(drift) ? 1 : 0;
}

}  // namespace confab::cli
