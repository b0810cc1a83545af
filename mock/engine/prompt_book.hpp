// What the agent does when it hears a prompt.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
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

/// Shared freely between threads; copies share what they know.
class PromptBook {
 public:
  using Load = std::function<std::vector<scenarios::Scenario>()>;

  PromptBook() = default;
  /// Reads the scenarios when the first prompt is heard, so that start-up does not wait for them. `load` is called once,
  /// by whoever hears it: mostly outside the engine's mutex, inside it where a turn is decided and sent in one step.
  explicit PromptBook(Load load);
  /// Copies what it needs. Of two reactions to the same text the first one counts (the loader refuses such scenarios).
  explicit PromptBook(const std::vector<scenarios::Scenario>& scenarios);

  /// The reaction to exactly this text, or the reply to a prompt nobody knows: derived from the text alone, with a title,
  /// and paced so that one can watch it, cancel it, or collide with it.
  [[nodiscard]] Cue cue(std::string_view text) const;

 private:
  struct Pages {
    void learn(const std::vector<scenarios::Scenario>& scenarios);
    std::once_flag opened;
    Load load;  // empty: everything is known already
    std::map<std::string, std::shared_ptr<const scenarios::Reaction>, std::less<>> known;
  };
  std::shared_ptr<Pages> pages_ = std::make_shared<Pages>();
};

}  // namespace confab::mock
