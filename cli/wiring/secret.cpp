#include "wiring/secret.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "source/ascii.hpp"
#include "source/user_error.hpp"
#include "wiring/files.hpp"

namespace confab::cli {
namespace {

constexpr std::string_view kFromEnvironment = "env:";
constexpr std::string_view kFromFile = "file:";
// Far above any key; a file that is larger is the wrong file.
constexpr std::size_t kLongestSecret = 64 * 1024;

std::string from_environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr || *value == '\0') {
    throw source::UserError({}, fmt::format("the environment variable {} is {}", name, value ? "empty" : "not set"),
                            fmt::format("Run: export {}=…", name));
  }
  return value;
}

std::string from_file(const std::string& path) {
  std::string value = read_file(path, kLongestSecret);
  while (!value.empty() && (value.back() == '\n' || value.back() == '\r')) value.pop_back();
  if (value.empty()) throw source::UserError({path}, "this file should hold a credential, but it is empty");
  return value;
}

/// RFC 9110, section 5.5: a field value has no control characters but tabs.
bool fits_header(std::string_view value) {
  return std::none_of(value.begin(), value.end(),
                      [](unsigned char byte) { return (byte < 0x20 && byte != '\t') || byte == 0x7F; });
}

}  // namespace

std::string resolve_secret(std::string_view given) {
  std::string value(given);
  if (given.starts_with(kFromEnvironment)) value = from_environment(std::string(given.substr(kFromEnvironment.size())));
  if (given.starts_with(kFromFile)) value = from_file(std::string(given.substr(kFromFile.size())));
  return require_one_line(std::move(value), fmt::format("the value given as {}", shown_secret(given)));
}

std::string require_one_line(std::string value, std::string_view what) {
  if (fits_header(value)) return value;
  throw source::UserError({}, fmt::format("{} holds a line break or another control character", what),
                          "It is sent in an HTTP header and must be one line.");
}

bool is_reference(std::string_view given) {
  return given.starts_with(kFromEnvironment) || given.starts_with(kFromFile);
}

std::string shown_secret(std::string_view given) {
  return is_reference(given) ? std::string(given) : "<value>";
}

std::pair<std::string, std::string> split_assignment(std::string_view given, char separator, std::string_view example) {
  const std::size_t at = given.find(separator);
  const std::string_view name =
      at == std::string_view::npos ? std::string_view() : source::trimmed(given.substr(0, at), " ");
  if (name.empty())
    throw source::UserError({}, fmt::format("a value lacks its name and \"{}\"", separator),
                            fmt::format("Write it as {}", example));
  return {std::string(name), std::string(source::trimmed(given.substr(at + 1), " "))};
}

}  // namespace confab::cli
