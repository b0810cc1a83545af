#include "commands/init.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "deployment/deployment_template.hpp"
#include "embedded/embedded.hpp"
#include "source/user_error.hpp"
#include "wiring/files.hpp"

namespace confab::cli {
namespace {

// The vendor that the README begins with.
constexpr const char* kFirstVendor = "reveng";

std::string text_of(const InitOptions& options) {
  if (options.schema) return std::string(embedded::deployment_schema());
  const Knowledge knowledge(options.folders);
  const std::string vendor = options.vendor.empty() ? kFirstVendor : options.vendor;
  return deployment_template(knowledge.vendor(knowledge.label(vendor, options.contract)));
}

}  // namespace

int run_init(const InitOptions& options) {
  require_word("file to start from", options.what, {"deployment"});
  const std::string text = text_of(options);
  std::error_code problem;
  if (options.output.empty() || options.output == "-") {
    print(text);
  } else if (std::filesystem::exists(std::filesystem::symlink_status(options.output, problem))) {
    throw source::UserError({options.output}, "this file exists already", "Choose another name, or remove it first.");
  } else {
    OutputFile(options.output).write(text);
  }
  return 0;
}

}  // namespace confab::cli
