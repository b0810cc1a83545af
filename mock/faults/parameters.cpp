#include "faults/parameters.hpp"

#include <fmt/format.h>

#include <charconv>

#include "source/user_error.hpp"

namespace confab::mock {

void Parameters::fail(std::string_view name, std::string_view what) const {
  throw source::UserError(
      {}, fmt::format("deviation {}: {} {}", deviation_, name, what),
      fmt::format("Write it as {}:{}=…; `confab list deviations` shows what each can be told.", deviation_, name));
}

std::string Parameters::text(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) fail(name, "is missing");
  return found->second;
}

std::string Parameters::text(std::string_view name, std::string_view otherwise) const {
  return has(name) ? text(name) : std::string(otherwise);
}

int Parameters::number(std::string_view name) const {
  const std::string given = text(name);
  int number = 0;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), number);
  if (error != std::errc() || end != given.data() + given.size()) fail(name, fmt::format("is no number: {}", given));
  return number;
}

int Parameters::number(std::string_view name, int otherwise) const {
  return has(name) ? number(name) : otherwise;
}

source::Json Parameters::json(std::string_view name) const {
  auto value = source::parse_json(text(name));
  if (!value) fail(name, fmt::format("is no JSON: {}", value.error().reason));
  return *std::move(value);
}

}  // namespace confab::mock
