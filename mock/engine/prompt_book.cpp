#include "engine/prompt_book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/split_text.hpp"

namespace confab::mock {

namespace {

constexpr int kChunks = 12;
constexpr scenarios::Duration kPause{25};
constexpr std::size_t kQuotedCodePoints = 80;
constexpr std::size_t kTitleCodePoints = 48;
constexpr int kTitleWords = 6;
constexpr int kQuotedWords = 12;

bool is_space(char c) {
  return static_cast<unsigned char>(c) <= ' ' || c == '\x7F';
}

// The first words on one line, whatever control characters the text holds; only the text's start is looked at.
std::string first_words(std::string_view text, int words, std::size_t code_points) {
  std::string result;
  for (std::string_view rest = first_code_points(text, code_points * 4); words > 0; --words) {
    const auto begin = std::find_if_not(rest.begin(), rest.end(), is_space);
    const auto end = std::find_if(begin, rest.end(), is_space);
    if (begin == end) break;
    if (!result.empty()) result += ' ';
    result.append(begin, end);
    rest.remove_prefix(static_cast<std::size_t>(end - rest.begin()));
  }
  return std::string(first_code_points(result, code_points));
}

// Only a short quotation is handed on, so that a large prompt does not make a large answer.
Cue reply_to_unknown(std::string_view text) {
  const std::string title = first_words(text, kTitleWords, kTitleCodePoints);
  scenarios::Say say;
  say.text = fmt::format(
      "You wrote {} characters, beginning with \"$message\". No scenario knows this prompt, so this is the mock agent's "
      "standing answer: the same text always gets the same words, a few at a time.",
      count_code_points(text));
  say.chunks = kChunks;
  say.pause = kPause;
  auto reaction = std::make_shared<scenarios::Reaction>();
  reaction->actions.emplace_back(scenarios::SetTitle{title.empty() ? "Untitled" : title});
  reaction->actions.emplace_back(std::move(say));
  return {.script = std::move(reaction), .message = first_words(text, kQuotedWords, kQuotedCodePoints)};
}

}  // namespace

PromptBook::PromptBook(const std::vector<scenarios::Scenario>& scenarios) {
  pages_->learn(scenarios);
}

PromptBook::PromptBook(Load load) {
  pages_->load = std::move(load);
}

void PromptBook::Pages::learn(const std::vector<scenarios::Scenario>& scenarios) {
  for (const scenarios::Scenario& scenario : scenarios) {
    for (const scenarios::Reaction& reaction : scenario.agent) {
      const auto prompt = scenario.prompts.find(reaction.on);
      if (prompt == scenario.prompts.end()) continue;
      known.try_emplace(prompt->second, std::make_shared<const scenarios::Reaction>(reaction));
    }
  }
}

Cue PromptBook::cue(std::string_view text) const {
  std::call_once(pages_->opened, [this] {
    if (pages_->load) pages_->learn(pages_->load());
  });
  const auto found = pages_->known.find(text);
  if (found == pages_->known.end()) return reply_to_unknown(text);
  return {.script = found->second, .message = std::string(text)};
}

}  // namespace confab::mock
