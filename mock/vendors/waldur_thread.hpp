// One thread of Waldur: its messages with all their versions, its name, whether it is archived, what the guard found.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/clock.hpp"
#include "source/json_text.hpp"
#include "vendors/waldur_guard.hpp"

namespace confab::mock::waldur {

inline constexpr std::string_view kFirstName = "New chat";

enum class Author { user, assistant };

struct Message {
  std::string id;
  Author author = Author::user;
  std::string content;
  int place = 1;  // "sequence_index": a version has the place of the one it replaces
  std::optional<std::string> replaces = {};
  Findings findings = {};
  Time created{};
  bool replaced = false;  // by a later version
};

/// Why a message cannot be edited.
enum class NoEdit { unknown, not_by_user, not_the_last };

class Thread {
 public:
  std::string name{kFirstName};
  bool archived = false;
  Time modified{};

  [[nodiscard]] const std::vector<Message>& messages() const { return messages_; }  // in the order they were made
  [[nodiscard]] bool flagged() const { return worst_ != Severity::none; }
  [[nodiscard]] Severity worst() const { return worst_; }  // of all that was ever flagged

  /// The last message by that author that no later one replaces; nullptr: there is none.
  [[nodiscard]] const Message* in_force(Author author) const;
  /// Nothing: the message can be edited.
  [[nodiscard]] std::optional<NoEdit> why_no_edit(std::string_view id) const;

  /// Behind everything.
  void add(Message message);
  /// In the place of the version in force `replaced`, which must be in this thread.
  void replace(std::string_view replaced, Message message);
  /// `modified` is `now`, and later than it was, so that two changes in one tick of the clock can be told apart.
  void touch(Time now);

 private:
  void store(Message message);

  std::vector<Message> messages_;
  int last_place_ = 0;
  Severity worst_ = Severity::none;
};

/// What a thread is called after its first turn, made of what was kept of the input; kFirstName if that says nothing.
[[nodiscard]] std::string name_from(std::string_view kept);

}  // namespace confab::mock::waldur
