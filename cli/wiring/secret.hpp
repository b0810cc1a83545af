// Values that may be secrets, given by reference so that they need not stand on the command line.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace confab::cli {

/// "env:VAR" reads the environment, "file:PATH" the file (without its last line break); anything else is the value itself.
/// Throws UserError if there is nothing to read, or if the value could not stand in an HTTP header. No message holds a
/// value.
[[nodiscard]] std::string resolve_secret(std::string_view given);

/// The value, or a UserError if it could not stand in an HTTP header. `what` names it; the message shows nothing of it.
[[nodiscard]] std::string require_one_line(std::string value, std::string_view what);
/// Whether it says where the value is rather than what it is. What is kept elsewhere is meant to stay secret.
[[nodiscard]] bool is_reference(std::string_view given);

/// What may be shown of it: a reference as it is, a literal value as "<value>".
[[nodiscard]] std::string shown_secret(std::string_view given);

/// "NAME=VALUE" or, with another separator, "NAME: VALUE"; blanks around the name and before the value do not count.
/// Throws UserError if there is no separator or no name; `example` says how it should look. The message shows nothing of
/// `given`, which may be a secret.
[[nodiscard]] std::pair<std::string, std::string> split_assignment(std::string_view given, char separator,
                                                                   std::string_view example);

}  // namespace confab::cli
