#include "commands/report.hpp"

#include <fmt/format.h>

#include "formats/format.hpp"
#include "result/json_result.hpp"
#include "source/user_error.hpp"
#include "wiring/files.hpp"
#include "wiring/report_output.hpp"
#include "wiring/terminal.hpp"

namespace confab::cli {
namespace {

// Thousands of exchanges with all that is recorded of them stay far below.
constexpr std::size_t kLargestResult = 1024 * 1024 * 1024;

reports::RunResult load_result(const std::string& path) {
  const auto document = source::parse_json(read_file(path, kLargestResult));
  if (!document) {
    throw source::UserError({path},
                            fmt::format("this is not JSON: {} (byte {})", document.error().reason, document.error().offset),
                            "Give a file that `confab check … --report json=FILE` wrote.");
  }
  return reports::from_json(*document, path);
}

}  // namespace

int run_report(const ReportOptions& options) {
  const Renderer render = find_renderer(options.format);
  OutputFile output(options.output);
  const reports::RunResult run = load_result(options.result);
  if (options.format != "console") {
    output.write(render(run));
  } else {
    const bool colour = output.is_stdout() && wants_colour(stdout, options.no_color);
    output.write(reports::render_console(run, {.colour = colour, .verbose = options.verbose}));
  }
  return 0;
}

}  // namespace confab::cli
