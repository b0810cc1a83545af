#include "commands/report.hpp"

#include "formats/format.hpp"
#include "wiring/report_output.hpp"
#include "wiring/result_file.hpp"
#include "wiring/terminal.hpp"

namespace confab::cli {

int run_report(const ReportOptions& options) {
  const Renderer render = find_renderer(options.format);
  OutputFile output(options.output);
  reports::RunResult run = read_result(options.result);
  read_kills(options.kills, run.tool_version).mark(run);
  if (options.format != "console") {
    output.write(render(run));
  } else {
    const bool colour = output.is_stdout() && wants_colour(stdout, options.no_color);
    output.write(reports::render_console(run, {.colour = colour, .verbose = options.verbose}));
  }
  return 0;
}

}  // namespace confab::cli
