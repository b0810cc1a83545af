#include "loader/read_prompts.hpp"

#include <string_view>
#include <vector>

#include "loader/template_text.hpp"

namespace confab::scenarios {
namespace {

// A message of 64 MiB is far beyond what any vendor takes; a typo in `times` must not fill the memory.
constexpr std::size_t kMostRepeatedBytes = 64 * 1024 * 1024;
constexpr int kMostCopies = 100'000'000;
std::string spelled_out(const Repeated& repeated) {
  std::string text;
  text.reserve(repeated.text.size() * static_cast<std::size_t>(repeated.times));
  for (int i = 0; i < repeated.times; ++i) text += repeated.text;
  return text;
}

}  // namespace

Repeated read_repeated(const Node& value) {
  static const std::vector<std::string> kKeys{"repeat", "times"};
  if (!value.json().is_object()) return {value.some_text(), 1};
  value.expect_keys(kKeys);
  Repeated repeated{value.required("repeat").some_text(), value.required("times").integer(1, kMostCopies)};
  if (repeated.text.size() > kMostRepeatedBytes / static_cast<std::size_t>(repeated.times)) {
    value.fail("the text would be longer than 64 MiB", "Lower `times`.");
  }
  return repeated;
}

std::map<std::string, std::string, std::less<>> read_prompts(const Node& scenario) {
  std::map<std::string, std::string, std::less<>> prompts;
  std::map<std::string_view, std::string> names_by_text;  // the texts lie in `prompts`
  const auto map = scenario.member("prompts");
  if (!map) return prompts;
  for (const auto& [name, value] : map->members()) {
    if (!is_name(name)) {
      value.fail_key(in_quotes(name) + " cannot be referred to", "Use letters, digits and _ for a prompt's name.");
    }
    const std::string& text = prompts.emplace(name, spelled_out(read_repeated(value))).first->second;
    const auto [other, is_new] = names_by_text.emplace(text, name);
    if (is_new) continue;
    value.fail("the prompt " + in_quotes(other->second) + " has the same text", "The agent could not tell them apart.");
  }
  return prompts;
}

}  // namespace confab::scenarios
