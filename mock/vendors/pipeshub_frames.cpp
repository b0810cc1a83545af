#include "vendors/pipeshub_frames.hpp"

#include <utility>
#include <vector>

#include "engine/sse_frame.hpp"
#include "vendors/pipeshub_forms.hpp"
#include "vendors/replies.hpp"

namespace confab::mock::pipeshub {

namespace {

using source::Json;

// As many answers wait for their clients; a client that has hung up never fetches its own.
constexpr std::size_t kMostOutcomes = 128;

std::string frame_text(std::string_view event, const Json& data) {
  return render_sse_frame(0, event, data);
}

std::string connected() {
  return frame_text("connected", {{"message", "SSE connection established"}});
}

class FixedFrames final : public FrameSource {
 public:
  explicit FixedFrames(std::vector<Bytes> frames) : frames_(std::move(frames)) {}
  Batch take(std::size_t) override { return {.frames = std::exchange(frames_, {}), .finished = true}; }
  void on_ready(std::function<void()>) override {}  // all is there from the start

 private:
  std::vector<Bytes> frames_;
};

Time asked_at(const Json& more) {
  return Time(std::chrono::milliseconds(more.value("asked", std::int64_t{0})));
}

}  // namespace

Json meta_json(std::string_view request_id, Time asked, Time now) {
  return {{"requestId", request_id}, {"timestamp", render_time(now)}, {"duration", (now - asked).count()}};
}

bool Frames::accepts(const Conversation&, const Happening& happening) {
  return happening.kind != Kind::title_changed;
}

Bytes Frames::frame(Conversation& conversation, const Entry& entry) const {
  conversation.annex_as<Stored>().take(conversation, entry);
  if (entry.role == Role::user) return nullptr;
  std::string text = text_of(conversation, entry);
  return text.empty() ? nullptr : share(std::move(text));
}

std::string Frames::text_of(Conversation& conversation, const Entry& entry) const {
  const Stored& kept = stored(conversation);
  switch (entry.kind) {
    case Kind::run_started:  // a script of the vendor's own only fails, before the agent has begun to plan
      return conversation.run->turn.script ? connected() : connected() + status("planning", "Planning the answer");
    case Kind::tool_started:
      return status("executing", "Using " + entry.more.value("tool", std::string("a tool")));
    case Kind::tool_result:
      return status("analyzing", "Looking at what came of it");
    case Kind::text_started:
      return kept.answer().empty() ? status("generating", "Writing the answer") : std::string();
    case Kind::text_delta:
      return piece(kept);
    case Kind::cited:
      return contract_.cites_in_frames ? citation(kept) : std::string();
    default:
      return is_terminal(entry.kind) ? ending(conversation, entry) : std::string();
  }
}

std::string Frames::status(std::string_view name, std::string_view message) const {
  if (!contract_.tells_status) return {};
  return frame_text("status", {{"status", name}, {"message", message}});
}

std::string Frames::piece(const Stored& kept) const {
  return frame_text(contract_.chunk, {{"chunk", kept.last_piece()},
                                      {"accumulated", kept.answer()},
                                      {"citations", fresh_citations_json(kept.fresh_citations())}});
}

std::string Frames::citation(const Stored& kept) const {
  const Citation& last = kept.fresh_citations().back();
  Json data = last.data;
  data["_id"] = last.id;
  return frame_text("citation", data);
}

std::string Frames::ending(Conversation& conversation, const Entry& entry) const {
  Stored& kept = conversation.annex_as<Stored>();
  const Turn& turn = conversation.run->turn;
  const bool failed = entry.kind != Kind::run_finished;
  Json shown = conversation_json(conversation, contract_);
  if (turn.more.value("whole", false)) {
    if (kept.outcomes.size() >= kMostOutcomes) kept.outcomes.erase(kept.outcomes.begin());
    kept.outcomes[entry.run] = {failed, entry.text, shown, kept.records_used()};
  }
  if (failed) return frame_text("error", {{"error", entry.text}});
  Json meta = meta_json(turn.more.value("request", std::string()), asked_at(turn.more), entry.time);
  Json data = {{"conversation", std::move(shown)}};
  if (!turn.more.value("creates", false) || !contract_.envelopes)
    data["recordsUsed"] = meta["recordsUsed"] = kept.records_used();
  data["meta"] = std::move(meta);
  return frame_text("complete", data);
}

std::shared_ptr<FrameSource> Frames::failure(std::string_view why) const {
  return std::make_shared<FixedFrames>(std::vector<Bytes>{share(connected()), share(frame_text("error", {{"error", why}}))});
}

}  // namespace confab::mock::pipeshub
