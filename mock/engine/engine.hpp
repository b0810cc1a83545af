// Conversations, runs and logs of one vendor, in words no vendor owns.
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
#include <unordered_map>
#include <vector>

#include "engine/conversation.hpp"
#include "engine/prompt_book.hpp"
#include "engine/scheduler.hpp"
#include "engine/subscription.hpp"

namespace confab::mock {

/// Why the engine does not do what it was asked for; each vendor has its own words for these.
enum class Denied { no_such_conversation, run_active, no_run, nothing_to_confirm };

/// How a vendor's contract shapes the log. Called under the engine's mutex, so these must not call the engine.
struct Dialect {
  /// Whether the contract lets this happen now; what it does not is left out of log and stream.
  std::function<bool(const Conversation&, const Happening&)> accepts;
  /// The bytes every reader gets; nullptr: stored, never streamed.
  std::function<Bytes(const Conversation&, const Entry&)> frame;
};

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

/// A run that has begun and may have ended.
struct StartedRun {
  int number = 0;
  std::string trace;  // 32 hexadecimal digits
};

/// All state is guarded by one mutex, `mutex_`, which this class owns; every function may be called from any thread. Readers
/// are woken and timers set after it is released. A conversation of another owner is treated as one that does not exist.
class Engine : public std::enable_shared_from_this<Engine> {
 public:
  /// `scheduler` is used for scripted pauses only, and must outlive the last call that lets a run go on.
  [[nodiscard]] static std::shared_ptr<Engine> make(EngineParts parts, Scheduler& scheduler);

  [[nodiscard]] ConversationSummary create(Owner owner, NewConversation given);
  /// Most recently updated first.
  [[nodiscard]] std::vector<ConversationSummary> list(Owner owner) const;
  [[nodiscard]] bool exists(Owner owner, std::string_view id) const;
  /// The document in the vendor's form, shared until the conversation changes. Each conversation must always be asked for in
  /// the same form, whose functions are called under the mutex.
  using FormOf = std::function<DocumentForm(const Conversation&)>;
  [[nodiscard]] tl::expected<Bytes, Denied> document(Owner owner, std::string_view id, const FormOf& form) const;

  /// Records the user's message and lets the agent answer it: to the end if its script has no pauses, otherwise to the first
  /// one.
  [[nodiscard]] tl::expected<StartedRun, Denied> send(Owner owner, std::string_view id, std::string_view text);
  [[nodiscard]] tl::expected<void, Denied> cancel(Owner owner, std::string_view id);
  [[nodiscard]] tl::expected<void, Denied> confirm(Owner owner, std::string_view id, bool approved);

  /// The run that is active; else the last one, if nobody was handed its end yet; else the next one. Ends with the run.
  [[nodiscard]] tl::expected<std::shared_ptr<FrameSource>, Denied> follow(Owner owner, std::string_view id);
  /// Everything with an id greater than `after`, then what comes. Ends where the log does if its last run has ended, else
  /// with the run that is active or comes next.
  [[nodiscard]] tl::expected<std::shared_ptr<FrameSource>, Denied> replay(Owner owner, std::string_view id,
                                                                          std::int64_t after);

  /// Drops all conversations, ends all streams, starts ids and clock anew.
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
  void record(Conversation& conversation, Happening happening);
  void record_user_message(Conversation& conversation, std::string_view text);
  void play(const Found& conversation, Aftermath& aftermath);
  void pause(const Found& conversation, scenarios::Duration duration, Aftermath& aftermath);
  void resume(const Found& conversation, int run, std::uint64_t pause);
  void publish(Conversation& conversation, Aftermath& aftermath);
  void wake_all(Conversation& conversation, Aftermath& aftermath);
  void perform(Aftermath& aftermath);  // without the mutex
  [[nodiscard]] std::shared_ptr<FrameSource> subscribe(const Found& conversation, Span span);
  [[nodiscard]] IdSequence fresh_ids() const;

  const EngineParts parts_;
  Scheduler& scheduler_;

  mutable std::mutex mutex_;
  IdSequence ids_;
  std::uint64_t last_rank_ = 0;
  bool stopped_ = false;
  std::unordered_map<std::string, Found, TextHash, std::equal_to<>> conversations_;
  std::unordered_map<Owner, std::map<std::uint64_t, const Conversation*, std::greater<>>> by_update_;
};

}  // namespace confab::mock
