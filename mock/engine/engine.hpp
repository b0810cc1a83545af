// Conversations, runs and logs of one vendor, in words no vendor owns.
//
// A vendor makes one engine, tells it its dialect, and turns requests into calls of it: `create`, `send`, `watch`. What its
// contract keeps beside the log stands in each conversation's Annex, which the dialect fills as the log grows and which
// `visit` and `change` reach. Start reading at entry.hpp (what is logged), then player.hpp (what an agent does).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "engine/conversation.hpp"
#include "engine/dialect.hpp"
#include "engine/prompt_book.hpp"
#include "engine/scheduler.hpp"
#include "engine/subscription.hpp"

namespace confab::mock {

/// Why the engine does not do what it was asked for; each vendor has its own words for these.
enum class Denied { no_such_conversation, run_active, no_run, nothing_to_confirm, declined };

/// What an engine is made of. The application fills in everything but the dialect, which is the vendor's.
struct EngineParts {
  Dialect dialect;
  PromptBook prompts;
  std::shared_ptr<Clock> clock;
  std::optional<std::uint64_t> seed;  // none: other ids each time
  double pace = 1;                    // scales scripted pauses; 0: none
};

/// Given at creation.
struct NewConversation {
  std::optional<std::string> title;
  std::shared_ptr<const source::Json> context;
};

/// All state is guarded by one mutex, `mutex_`, which this class owns; every function may be called from any thread. Readers
/// are woken and timers set after it is released. Functions handed in are called under it and must not call the engine. A
/// conversation of another owner is treated as one that does not exist, unless the owner asked for is kEverybody.
class Engine : public std::enable_shared_from_this<Engine> {
 public:
  /// `scheduler` is used for scripted pauses only, and must outlive the last call that lets a run go on.
  [[nodiscard]] static std::shared_ptr<Engine> make(EngineParts parts, Scheduler& scheduler);

  [[nodiscard]] ConversationSummary create(Owner owner, NewConversation given);
  /// Most recently updated first.
  [[nodiscard]] std::vector<ConversationSummary> list(Owner owner) const;
  [[nodiscard]] bool exists(Owner owner, std::string_view id) const;
  /// Whoever they belong to, in order of creation.
  void each(const std::function<void(const Conversation&)>& fn) const;
  /// What `fn` makes of the conversation.
  template <typename Fn>
  auto visit(Owner owner, std::string_view id, const Fn& fn) const
      -> tl::expected<std::invoke_result_t<const Fn&, const Conversation&>, Denied>;
  /// `fn` may change annex and title. While it runs, `updated` is the present; if it returns false, `updated` and the place
  /// in the list stay as they were.
  tl::expected<void, Denied> change(Owner owner, std::string_view id, const std::function<bool(Conversation&)>& fn);
  /// The conversation is gone, with its run and the turns that wait; its streams end at once, without a terminal entry.
  tl::expected<void, Denied> erase(Owner owner, std::string_view id);
  /// The document in the vendor's form, shared until the conversation changes. Each conversation must always be asked for in
  /// the same form, whose functions are called under the mutex.
  using FormOf = std::function<DocumentForm(const Conversation&)>;
  [[nodiscard]] tl::expected<Bytes, Denied> document(Owner owner, std::string_view id, const FormOf& form) const;

  /// Records the user's message and lets the agent answer it: to the end if its script has no pauses, otherwise to the first
  /// one. A turn that may queue does so while a run is active, up to kMostWaiting of them.
  [[nodiscard]] tl::expected<StartedRun, Denied> send(Owner owner, std::string_view id, Turn turn);
  [[nodiscard]] tl::expected<StartedRun, Denied> send(Owner owner, std::string_view id, std::string_view text);
  /// The same, with a turn that depends on what the conversation is at that moment; none: Denied::declined.
  using Decide = std::function<std::optional<Turn>(const Conversation&)>;
  [[nodiscard]] tl::expected<StartedRun, Denied> send(Owner owner, std::string_view id, const Decide& decide);
  /// Ends the run that is active; a turn that waits is next.
  [[nodiscard]] tl::expected<void, Denied> cancel(Owner owner, std::string_view id);
  /// Ends that run, whether it plays or waits: then it ends as soon as it has begun. Denied::no_run if it is over.
  [[nodiscard]] tl::expected<void, Denied> cancel(Owner owner, std::string_view id, const StartedRun& run);
  [[nodiscard]] tl::expected<void, Denied> confirm(Owner owner, std::string_view id, bool approved);
  static constexpr std::size_t kMostWaiting = 100;  // a hostile client must not fill the memory behind an endless run

  /// All of one run and nothing else, whether it is over, plays or waits; the user's message included, where the dialect
  /// gives it a frame. Ends with the run; without its terminal entry if the conversation is erased or the engine is reset or
  /// stopped before.
  [[nodiscard]] tl::expected<std::shared_ptr<FrameSource>, Denied> watch(Owner owner, std::string_view id,
                                                                         const StartedRun& run);
  /// The run that is active; else the last one, if nobody was handed its end yet; else the next one. Ends with the run.
  [[nodiscard]] tl::expected<std::shared_ptr<FrameSource>, Denied> follow(Owner owner, std::string_view id);
  /// Everything with an id greater than `after`, then what comes. Ends where the log does if its last run has ended, else
  /// with the run that is active or comes next.
  [[nodiscard]] tl::expected<std::shared_ptr<FrameSource>, Denied> replay(Owner owner, std::string_view id,
                                                                          std::int64_t after);

  /// A look at the clock, for what a vendor keeps outside of conversations.
  [[nodiscard]] Time now() const;
  /// Erases all conversations, starts ids and clock anew.
  void reset();
  /// Ends all streams, those to come included. Runs and requests go on.
  void stop();

 private:
  friend class Subscription;
  using Found = std::shared_ptr<Conversation>;
  /// What has to wait until the mutex is free.
  struct Aftermath {
    std::vector<std::shared_ptr<const std::function<void()>>> wakes;
    std::optional<scenarios::Duration> delay;
    std::function<void()> timer;
  };
  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  Engine(EngineParts parts, Scheduler& scheduler);

  [[nodiscard]] Found find(Owner owner, std::string_view id) const;
  [[nodiscard]] Cue cue(const Turn& turn) const;
  [[nodiscard]] tl::expected<StartedRun, Denied> start(const Found& conversation, Turn turn, Cue cue, Aftermath& aftermath);
  bool begin_next(Conversation& conversation);
  void record(Conversation& conversation, Happening happening);
  void record_user_message(Conversation& conversation, std::string_view text);
  void play(const Found& conversation, Aftermath& aftermath);
  void pause(const Found& conversation, scenarios::Duration duration, Aftermath& aftermath);
  void resume(const Found& conversation, int run, std::uint64_t pause);
  void publish(Conversation& conversation, Aftermath& aftermath);
  void raise(Conversation& conversation);  // to the top of its owner's list
  void drop(Conversation& conversation, Aftermath& aftermath);
  void wake_all(Conversation& conversation, Aftermath& aftermath);
  void perform(Aftermath& aftermath);  // without the mutex
  [[nodiscard]] std::shared_ptr<FrameSource> subscribe(const Found& conversation, Span span);
  [[nodiscard]] IdSequence fresh_ids() const;

  const EngineParts parts_;
  Scheduler& scheduler_;

  mutable std::mutex mutex_;
  IdSequence ids_;
  std::uint64_t last_number_ = 0;
  std::uint64_t last_rank_ = 0;
  bool stopped_ = false;
  std::unordered_map<std::string, Found, TextHash, std::equal_to<>> conversations_;
  std::map<std::uint64_t, const Conversation*> by_creation_;
  std::unordered_map<Owner, std::map<std::uint64_t, const Conversation*, std::greater<>>> by_update_;
};

template <typename Fn>
auto Engine::visit(Owner owner, std::string_view id, const Fn& fn) const
    -> tl::expected<std::invoke_result_t<const Fn&, const Conversation&>, Denied> {
  const std::lock_guard lock(mutex_);
  const Found conversation = find(owner, id);
  if (!conversation) return tl::unexpected(Denied::no_such_conversation);
  const Conversation& seen = *conversation;
  if constexpr (std::is_void_v<std::invoke_result_t<const Fn&, const Conversation&>>) {
    fn(seen);
    return {};
  } else {
    return fn(seen);
  }
}

}  // namespace confab::mock
