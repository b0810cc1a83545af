#include "wiring/result_file.hpp"

#include <fmt/format.h>

#include "result/json_result.hpp"
#include "source/user_error.hpp"
#include "wiring/files.hpp"

namespace confab::cli {
namespace {

// Thousands of exchanges with all that is recorded of them stay far below.
constexpr std::size_t kLargestResult = 1024 * 1024 * 1024;

source::Json read_json(const std::string& path, const std::string& remedy) {
  auto document = source::parse_json(read_file(path, kLargestResult));
  if (!document) {
    throw source::UserError(
        {path}, fmt::format("this is not JSON: {} (byte {})", document.error().reason, document.error().offset), remedy);
  }
  return std::move(*document);
}

}  // namespace

reports::RunResult read_result(const std::string& path) {
  return reports::from_json(read_json(path, "Give a file that `confab check … --report json=FILE` wrote."), path);
}

reports::SeenToFail read_kills(const std::string& path, const std::string& tool_version) {
  reports::SeenToFail kills;
  if (!path.empty())
    kills.read(read_json(path, "Give a file that `confab selftest --json FILE` wrote."), path, tool_version);
  return kills;
}

}  // namespace confab::cli
