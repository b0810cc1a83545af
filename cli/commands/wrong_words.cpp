#include "commands/wrong_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "source/nearest_word.hpp"

namespace confab::cli {
namespace {

constexpr std::array kSecretOptions = {"--credential", "--header"};

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

/// What was given up to "=", which may be followed by a credential.
std::string without_value(const std::string& word) {
  return word.substr(0, word.find('='));
}

/// A word too many may be the rest of a credential whose quotes were forgotten.
bool may_be_secret(const CLI::App& command) {
  return std::any_of(kSecretOptions.begin(), kSecretOptions.end(), [&](const char* name) {
    const CLI::Option* const option = command.get_option_no_throw(name);
    return option != nullptr && option->count() > 0;
  });
}

}  // namespace

std::vector<std::string> subcommand_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

source::UserError unknown_word(const CLI::App& app) {
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  const CLI::App& command = chosen.empty() ? app : *chosen.front();
  const std::vector<std::string> extras = app.remaining(true);
  const std::string word = extras.empty() ? std::string() : without_value(extras.front());
  if (word.starts_with('-')) {
    return {{}, fmt::format("there is no option {}", word), source::suggest(word, option_names(command))};
  }
  if (chosen.empty())
    return {{}, fmt::format("there is no command \"{}\"", word), source::suggest(word, subcommand_names(app))};
  if (may_be_secret(command))
    return {{}, "there is one word too many", "A value with blanks is one word in quotes: --header 'Name: value'"};
  return {{}, fmt::format("\"{}\" is one word too many", word), fmt::format("See: confab {} --help", command.get_name())};
}

source::UserError usage_error(const CLI::App& app, const CLI::ParseError& error) {
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  const std::string command = chosen.empty() ? "" : chosen.front()->get_name() + " ";
  return {{}, error.what(), fmt::format("See: confab {}--help", command)};
}

}  // namespace confab::cli
