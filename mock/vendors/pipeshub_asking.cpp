#include "vendors/pipeshub_asking.hpp"

#include <utility>

#include "routing/after.hpp"
#include "vendors/pipeshub_errors.hpp"
#include "vendors/pipeshub_frames.hpp"
#include "vendors/replies.hpp"

namespace confab::mock::pipeshub {

namespace {

using source::Json;

constexpr std::size_t kTitleLength = 100;

std::optional<Outcome> take_outcome(Engine& engine, Owner owner, const std::string& id, int run) {
  std::optional<Outcome> taken;
  static_cast<void>(engine.change(owner, id, [&](Conversation& conversation) {
    auto& outcomes = conversation.annex_as<Stored>().outcomes;
    if (const auto found = outcomes.find(run); found != outcomes.end()) {
      taken = std::move(found->second);
      outcomes.erase(found);
    }
    return false;
  }));
  return taken;
}

Json envelope(const Asking& asking, Outcome outcome, Time now) {
  Json meta = meta_json(asking.request_id, asking.asked, now);
  Json body = {{"conversation", std::move(outcome.conversation)}};
  if (!asking.creates) body["recordsUsed"] = meta["recordsUsed"] = outcome.records_used;
  body["meta"] = std::move(meta);
  return body;
}

Reply finished(Engine& engine, const Contract& contract, const Asking& asking, const std::string& id, int run, int status) {
  auto outcome = take_outcome(engine, asking.owner, id, run);
  if (!outcome) return error_reply(Wrong::missing, "The conversation was deleted meanwhile.");
  if (outcome->failed) return error_reply(Wrong::agent_failed, outcome->why);
  if (!contract.envelopes) return json_reply(status, outcome->conversation);
  return json_reply(status, envelope(asking, *std::move(outcome), engine.now()));
}

std::shared_ptr<const scenarios::Reaction> failing(const std::string& why) {
  scenarios::Reaction reaction;
  reaction.actions.emplace_back(scenarios::Fail{why});
  return std::make_shared<const scenarios::Reaction>(std::move(reaction));
}

}  // namespace

Turn turn_for(const Asking& asking, std::string text) {
  Turn turn{.text = std::move(text), .queue = true};
  if (!asking.fails.empty()) turn.script = failing(asking.fails);
  turn.more = {{"model", asking.model},
               {"request", asking.request_id},
               {"asked", asking.asked.time_since_epoch().count()},
               {"creates", asking.creates},
               {"whole", asking.whole}};
  return turn;
}

Turn turn_again(const Asking& asking, std::string text, std::string_view message) {
  Turn turn = turn_for(asking, std::move(text));
  turn.silent = true;
  turn.more["regenerate"] = message;
  return turn;
}

Reply whole_answer(const std::shared_ptr<Engine>& engine, const Contract& contract, const Asking& asking,
                   const std::string& id, const StartedRun& run, int status) {
  auto frames = engine->watch(asking.owner, id, run);
  if (!frames) return error_reply(Wrong::missing, "The conversation was deleted meanwhile.");
  return after(std::move(*frames), [engine, &contract, asking, id, number = run.number, status] {
    Reply reply = finished(*engine, contract, asking, id, number, status);
    if (contract.tells_limits) tell_limits(reply, false);
    return reply;
  });
}

Reply events_reply(std::shared_ptr<FrameSource> frames) {
  Reply reply = stream_reply("text/event-stream", std::move(frames));
  reply.headers.emplace_back("X-Accel-Buffering", "no");
  reply.headers.emplace_back("Access-Control-Allow-Origin", "*");
  return reply;
}

std::string title_of(std::string_view query) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < query.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(query[at]) & 0xC0U) != 0x80U;  // RFC 3629, section 3
    if (begins && ++characters > kTitleLength) return std::string(query.substr(0, at));
  }
  return std::string(query);
}

}  // namespace confab::mock::pipeshub
