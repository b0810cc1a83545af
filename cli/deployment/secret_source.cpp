#include "deployment/secret_source.hpp"

#include "deployment/first_line.hpp"
#include "wiring/secret.hpp"

namespace confab::cli {

bool SecretSource::is_reference() const {
  return !command.empty() || given.starts_with("env:") || given.starts_with("file:");
}

std::string SecretSource::fetch() const {
  try {
    return command.empty() ? resolve_secret(given) : require_one_line(first_line(command), "what the command prints");
  } catch (const source::UserError& error) {
    throw source::UserError(place, error.what(), error.remedy(), line);
  }
}

}  // namespace confab::cli
