#include "vendors/waldur_thread.hpp"

#include "framework/catch.hpp"

namespace confab::mock::waldur {

namespace {

Message message(const std::string& id, Author author, Severity severity = Severity::none) {
  Message result{.id = id, .author = author, .content = id};
  result.findings.severity = severity;
  return result;
}

std::string shape(const Thread& thread) {
  std::string text;
  for (const Message& each : thread.messages()) {
    text += each.id + std::to_string(each.place) + (each.replaces ? "<" + *each.replaces : "") + (each.replaced ? "-" : "") +
            " ";
  }
  return text;
}

Thread one_turn() {
  Thread thread;
  thread.add(message("q", Author::user));
  thread.add(message("a", Author::assistant));
  return thread;
}

}  // namespace

TEST_CASE("messages of a Waldur thread are numbered from 1, and replacing moves no number") {
  Thread thread = one_turn();
  thread.replace("a", message("b", Author::assistant));
  thread.replace("b", message("c", Author::assistant));
  thread.add(message("r", Author::user));
  CHECK(shape(thread) == "q1 a2- b2<a- c2<b r3 ");
  CHECK(thread.in_force(Author::assistant)->id == "c");
  CHECK(thread.in_force(Author::user)->id == "r");
}

TEST_CASE("only the user's last message in force can be edited") {
  Thread thread = one_turn();
  CHECK_FALSE(thread.why_no_edit("q"));
  CHECK(thread.why_no_edit("x") == NoEdit::unknown);
  CHECK(thread.why_no_edit("a") == NoEdit::not_by_user);
  thread.replace("q", message("p", Author::user));
  CHECK(thread.why_no_edit("q") == NoEdit::not_the_last);
  CHECK_FALSE(thread.why_no_edit("p"));
}

TEST_CASE("a thread remembers the worst that was found in it") {
  Thread thread;
  CHECK_FALSE(thread.flagged());
  thread.add(message("q", Author::user, Severity::high));
  thread.add(message("r", Author::user, Severity::low));
  CHECK(thread.worst() == Severity::high);
}

TEST_CASE("every change of a thread moves its time, also within one tick") {
  Thread thread;
  const Time now(Time::duration(5));
  thread.touch(now);
  CHECK(thread.modified == now);
  thread.touch(now);
  CHECK(thread.modified > now);
}

TEST_CASE("a thread is named after the first words of what was kept, without quotes and line breaks") {
  CHECK(name_from("\"How\" do I\n resize 'it'?") == "How do I resize it?");
  CHECK(name_from("  \n ' ") == kFirstName);
  CHECK(name_from(std::string(400, 'x')).size() == 150);
  CHECK(name_from("one two three four five six seven eight nine") == "one two three four five six seven eight");
}

}  // namespace confab::mock::waldur
