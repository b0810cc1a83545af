#include "engine/prompt_book.hpp"

#include "engine/engine_fixture.hpp"
#include "engine/split_text.hpp"
#include "framework/catch.hpp"

using namespace confab::mock;
using confab::scenarios::Say;
using confab::scenarios::SetTitle;

TEST_CASE("only the exact text of a prompt is known") {
  const PromptBook book({test::hears("Hello", {test::say("known")})});
  CHECK(std::get<Say>(book.cue("Hello").script->actions.at(0)).text == "known");
  for (const char* near : {"hello", "Hello ", " Hello", "Hello\n", ""}) CHECK(book.cue(near).script->actions.size() == 2);
}

TEST_CASE("a prompt of any scenario is known, and quoted whole") {
  const PromptBook book({test::hears("one", {test::say("1")}), test::hears("two", {test::say("2")})});
  CHECK(std::get<Say>(book.cue("two").script->actions.at(0)).text == "2");
  CHECK(book.cue("two").message == "two");
}

TEST_CASE("an unknown prompt gets the same reply each time, another one another reply") {
  const PromptBook book;
  const auto words = [&](std::string_view text) {
    return std::get<Say>(book.cue(text).script->actions.at(1)).text + book.cue(text).message;
  };
  CHECK(words("What is this?") == words("What is this?"));
  CHECK(words("What is this?") != words("What is that?"));
}

TEST_CASE("the reply to an unknown prompt takes long enough to be watched") {
  const Cue cue = PromptBook().cue("anything");
  const Say& say = std::get<Say>(cue.script->actions.at(1));
  CHECK(say.chunks == 12);
  CHECK(say.pause.count() == 25);
  CHECK(count_code_points(say.text) >= 100);
}

TEST_CASE("a title is the first words of the prompt, on one line, and short") {
  const auto title = [](std::string_view text) {
    return std::get<SetTitle>(PromptBook().cue(text).script->actions.at(0)).title;
  };
  CHECK(title("Explain the function at 0x401000 please, slowly") == "Explain the function at 0x401000 please,");
  CHECK(title("  two\r\n\r\nlines\t") == "two lines");
  CHECK(count_code_points(title(std::string(100'000, 'x'))) == 48);
  CHECK(title(std::string(3, '\0')) == "Untitled");
}

TEST_CASE("a large unknown prompt is not repeated in the reply, whatever it contains") {
  std::string text;
  while (text.size() < 1'000'000) text += "$message ";
  const Cue cue = PromptBook().cue(text);
  CHECK(cue.message.size() <= 80);
  CHECK(std::get<Say>(cue.script->actions.at(1)).text.size() < 400);
}

TEST_CASE("Scenarios that come later are loaded once, with the first prompt") {
  int loads = 0;
  const PromptBook book([&] {
    ++loads;
    return std::vector{test::hears("Hello", {test::say("known")})};
  });
  CHECK(loads == 0);
  CHECK(std::get<Say>(book.cue("Hello").script->actions.at(0)).text == "known");
  CHECK(std::get<Say>(PromptBook(book).cue("Hello").script->actions.at(0)).text == "known");
  CHECK(loads == 1);
}
