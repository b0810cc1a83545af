#include "wiring/report_output.hpp"

#include <algorithm>

#include "formats/format.hpp"
#include "source/user_error.hpp"
#include "wiring/knowledge.hpp"
#include "wiring/secret.hpp"

namespace confab::cli {
namespace {

constexpr const char* kConsole = "console";

}  // namespace

std::vector<std::string> format_names() {
  std::vector<std::string> names = {kConsole};
  for (const reports::Format& format : reports::formats()) names.emplace_back(format.name);
  return names;
}

Renderer find_renderer(const std::string& format) {
  require_word("report format", format, format_names());
  if (const reports::Format* found = reports::find_format(format)) return found->render;
  return [](const reports::RunResult& run) { return reports::render_console(run, {}); };
}

ReportOutputs::ReportOutputs(const std::vector<std::string>& wishes) {
  for (const std::string& wish : wishes) {
    auto [format, path] = split_assignment(wish, '=', "--report FORMAT=FILE, for example --report junit=junit.xml");
    Renderer render = find_renderer(format);
    if (path.empty()) throw source::UserError({}, "--report " + format + "= lacks the file", "Write - for standard output.");
    if (path == "-" && use_stdout()) throw source::UserError({}, "two reports cannot both go to standard output");
    outputs_.push_back({std::move(render), OutputFile(std::move(path))});
  }
}

void ReportOutputs::write(const reports::RunResult& run) {
  for (Output& output : outputs_) output.file.write(output.render(run));
}

bool ReportOutputs::use_stdout() const {
  return std::any_of(outputs_.begin(), outputs_.end(), [](const Output& output) { return output.file.is_stdout(); });
}

}  // namespace confab::cli
