// What the agent does when it hears a prompt.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "loader/scenario.hpp"

namespace confab::mock {

/// `message` is what the script gets to quote as $message.
struct Cue {
  std::shared_ptr<const scenarios::Reaction> script;  // never nullptr
  std::string message;
};

/// Immutable once built; shared freely between threads.
class PromptBook {
 public:
  PromptBook() = default;
  /// Copies what it needs. Of two reactions to the same text the first one counts (the loader refuses such scenarios).
  explicit PromptBook(const std::vector<scenarios::Scenario>& scenarios);

  /// The reaction to exactly this text, or the reply to a prompt nobody knows: derived from the text alone, with a title,
  /// and paced so that one can watch it, cancel it, or collide with it.
  [[nodiscard]] Cue cue(std::string_view text) const;

 private:
  std::map<std::string, std::shared_ptr<const scenarios::Reaction>, std::less<>> known_;
};

}  // namespace confab::mock
