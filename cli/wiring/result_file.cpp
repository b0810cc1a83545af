#include "wiring/result_file.hpp"

#include <fmt/format.h>

#include "result/json_result.hpp"
#include "source/user_error.hpp"
#include "wiring/files.hpp"

namespace confab::cli {
namespace {

// Thousands of exchanges with all that is recorded of them stay far below.
constexpr std::size_t kLargestResult = 1024 * 1024 * 1024;

}  // namespace

reports::RunResult read_result(const std::string& path) {
  const auto document = source::parse_json(read_file(path, kLargestResult));
  if (!document) {
    throw source::UserError({path},
                            fmt::format("this is not JSON: {} (byte {})", document.error().reason, document.error().offset),
                            "Give a file that `confab check … --report json=FILE` wrote.");
  }
  return reports::from_json(*document, path);
}

}  // namespace confab::cli
