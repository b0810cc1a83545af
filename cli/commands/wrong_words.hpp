// A command line that says something nobody knows: what it was, and the nearest word.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "source/user_error.hpp"

namespace confab::cli {

[[nodiscard]] std::vector<std::string> subcommand_names(const CLI::App& app);

/// For the first word that nothing took. Shows no value of an option, and no word that may be the rest of a credential.
[[nodiscard]] source::UserError unknown_word(const CLI::App& app);

/// For everything else that CLI11 refuses, in its words.
[[nodiscard]] source::UserError usage_error(const CLI::App& app, const CLI::ParseError& error);

}  // namespace confab::cli
