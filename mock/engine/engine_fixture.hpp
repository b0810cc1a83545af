// For tests: an engine whose frames are plain words.
#pragma once

#include <fmt/format.h>

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/engine.hpp"
#include "engine/manual_scheduler.hpp"

namespace confab::mock::test {

/// A scenario with a single prompt whose text is its name.
inline scenarios::Scenario hears(const std::string& prompt, std::vector<scenarios::Action> actions,
                                 std::optional<std::vector<scenarios::Action>> on_reject = {}) {
  scenarios::Scenario scenario;
  scenario.prompts[prompt] = prompt;
  scenario.agent.push_back({prompt, std::move(actions), std::move(on_reject), {}});
  return scenario;
}

inline scenarios::Say say(std::string text, int chunks = 1, int pause = 0) {
  return {.text = std::move(text), .times = 1, .chunks = chunks, .pause = scenarios::Duration{pause}};
}

inline std::string word(Kind kind) {
  constexpr std::array kWords = {"begin",  "finish", "fail",  "cancel", "step(", ")step",  "text(",
                                 "delta",  ")text",  "tool(", "args",   ")tool", "ask",    "progress",
                                 "result", "cite",   "file",  "table",  "title", "compact"};
  return kWords.at(static_cast<std::size_t>(kind));
}

/// "ID:KIND" or "ID:KIND:TEXT"; the user's own words are not streamed.
inline Bytes plain_frame(const Conversation&, const Entry& entry) {
  if (entry.role == Role::user) return nullptr;
  const std::string text = entry.text.empty() ? "" : ":" + entry.text;
  return std::make_shared<const std::string>(fmt::format("{}:{}{}", entry.id, word(entry.kind), text));
}

inline Dialect plain_dialect() {
  return {.accepts = [](const Conversation&, const Happening&) { return true; }, .frame = plain_frame};
}

struct House {
  explicit House(std::vector<scenarios::Scenario> scenarios = {}, double pace = 1, std::optional<std::uint64_t> seed = 7,
                 Dialect dialect = plain_dialect()) {
    EngineParts parts;
    parts.dialect = std::move(dialect);
    parts.prompts = PromptBook(scenarios);
    parts.clock = std::make_shared<SteppedClock>();
    parts.seed = seed;
    parts.pace = pace;
    engine = Engine::make(std::move(parts), scheduler);
  }

  std::string open(Owner owner = 1) { return engine->create(owner, {}).id; }

  ManualScheduler scheduler;
  std::shared_ptr<Engine> engine;
};

/// Everything there is to read now.
inline std::vector<std::string> read(FrameSource& stream, std::size_t most = 1000) {
  std::vector<std::string> frames;
  for (;;) {
    const FrameSource::Batch batch = stream.take(most);
    for (const Bytes& frame : batch.frames) frames.push_back(*frame);
    if (batch.finished || batch.frames.empty()) return frames;
  }
}

inline bool finished(FrameSource& stream) {
  return stream.take(1000).finished;
}

}  // namespace confab::mock::test
