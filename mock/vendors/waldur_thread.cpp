#include "vendors/waldur_thread.hpp"

#include <algorithm>
#include <utility>

#include "engine/split_text.hpp"
#include "source/invariant.hpp"

namespace confab::mock::waldur {

namespace {

constexpr std::size_t kReadForName = 500;
constexpr std::size_t kNameCharacters = 150;
constexpr int kNameWords = 8;

bool is_blank(char c) {
  return static_cast<unsigned char>(c) <= ' ' || c == '\x7F';
}

}  // namespace

const Message* Thread::in_force(Author author) const {
  const auto last = std::find_if(messages_.rbegin(), messages_.rend(),
                                 [author](const Message& each) { return each.author == author && !each.replaced; });
  return last == messages_.rend() ? nullptr : &*last;
}

std::optional<NoEdit> Thread::why_no_edit(std::string_view id) const {
  const auto found = std::find_if(messages_.begin(), messages_.end(), [id](const Message& each) { return each.id == id; });
  if (found == messages_.end()) return NoEdit::unknown;
  if (found->author != Author::user) return NoEdit::not_by_user;
  if (&*found != in_force(Author::user)) return NoEdit::not_the_last;
  return std::nullopt;
}

void Thread::add(Message message) {
  message.place = last_place_ + 1;
  store(std::move(message));
}

void Thread::replace(std::string_view replaced, Message message) {
  const auto old =
      std::find_if(messages_.begin(), messages_.end(), [&](const Message& each) { return each.id == replaced; });
  source::invariant(old != messages_.end(), "a version replaces one of the same thread");
  old->replaced = true;
  message.place = old->place;
  message.replaces = old->id;
  store(std::move(message));
}

void Thread::store(Message message) {
  last_place_ = std::max(last_place_, message.place);
  worst_ = std::max(worst_, message.findings.severity);
  touch(message.created);
  messages_.push_back(std::move(message));
}

void Thread::touch(Time now) {
  modified = std::max(now, modified + Time::duration(1));
}

std::string name_from(std::string_view kept) {
  std::string name;
  std::string_view rest = first_code_points(kept, kReadForName);
  for (int words = 0; words < kNameWords; ++words) {
    const auto begin = std::find_if_not(rest.begin(), rest.end(), is_blank);
    const auto end = std::find_if(begin, rest.end(), is_blank);
    if (begin == end) break;
    if (!name.empty()) name += ' ';
    std::copy_if(begin, end, std::back_inserter(name), [](char c) { return c != '"' && c != '\'' && c != '`'; });
    rest.remove_prefix(static_cast<std::size_t>(end - rest.begin()));
  }
  name = first_code_points(name, kNameCharacters);
  return std::all_of(name.begin(), name.end(), is_blank) ? std::string(kFirstName) : name;
}

}  // namespace confab::mock::waldur
