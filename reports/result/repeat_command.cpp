#include <algorithm>
#include <string_view>

#include "result/result.hpp"

namespace confab::reports {
namespace {

bool is_plain(char byte) {
  constexpr std::string_view kPlain = "-_./:=,@%+";
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
         kPlain.find(byte) != std::string_view::npos;
}

/// One word for a POSIX shell.
std::string shell_word(std::string_view word) {
  if (!word.empty() && std::all_of(word.begin(), word.end(), is_plain)) return std::string(word);
  std::string text = "'";
  for (char byte : word) text += byte == '\'' ? std::string("'\\''") : std::string(1, byte);
  return text + "'";
}

}  // namespace

std::string repeat_command(const RunResult& run, const ScenarioResult& scenario) {
  std::string command = "confab check " + shell_word(scenario.vendor);
  if (run.target != kEmbeddedMock) command += " --target " + shell_word(run.target);
  command += " --only " + shell_word(scenario.id);
  if (run.strict) command += " --strict";
  for (const std::string& option : run.options) command += " " + shell_word(option);
  return command;
}

}  // namespace confab::reports
