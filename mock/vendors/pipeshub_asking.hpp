// A question to an agent of PipesHub, and the two ways to hear its answer.
#pragma once

#include <memory>
#include <string>

#include "engine/engine.hpp"
#include "routing/call.hpp"
#include "vendors/pipeshub_contract.hpp"
#include "vendors/pipeshub_stored.hpp"

namespace confab::mock::pipeshub {

/// What the answer has to know of the question.
struct Asking {
  Owner owner = 0;
  std::string agent = {};
  std::string request_id = {};
  Time asked{};
  source::Json model = source::Json::object();  // the fields of modelInfo that the request names
  std::string fails = {};                       // why the agent will fail whatever it is asked; empty: it will not
  bool creates = false;                         // this is a conversation's first question
  bool whole = false;                           // the client waits for the whole answer
};

[[nodiscard]] Turn turn_for(const Asking& asking, std::string text);
/// The same for the answer with this id, which is to be given again.
[[nodiscard]] Turn turn_again(const Asking& asking, std::string text, std::string_view message);

/// When the run has ended: the conversation with this status, or the agent's failure.
[[nodiscard]] Reply whole_answer(const std::shared_ptr<Engine>& engine, const Contract& contract, const Asking& asking,
                                 const std::string& id, const StartedRun& run, int status);
/// A stream of Server-Sent Events.
[[nodiscard]] Reply events_reply(std::shared_ptr<FrameSource> frames);

/// The first hundred characters of a conversation's first question.
[[nodiscard]] std::string title_of(std::string_view query);

}  // namespace confab::mock::pipeshub
