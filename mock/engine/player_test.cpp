#include "engine/player.hpp"

#include "engine/engine_fixture.hpp"
#include "engine/table.hpp"
#include "framework/catch.hpp"

using namespace confab;
using namespace confab::mock;
using confab::scenarios::Action;

namespace {

Player player(std::vector<Action> actions, std::optional<std::vector<Action>> on_reject = {}) {
  auto script =
      std::make_shared<const scenarios::Reaction>(scenarios::Reaction{"x", std::move(actions), std::move(on_reject), {}});
  return {script, "the user's words", IdSequence(1)};
}

/// Words up to the next question or the end; pauses as numbers.
std::string played(Player& player) {
  std::string words;
  for (;;) {
    const Beat beat = player.next();
    if (!words.empty()) words += ' ';
    if (const auto* pause = std::get_if<Pause>(&beat)) {
      words += std::to_string(pause->duration.count());
    } else if (std::holds_alternative<Hold>(beat)) {
      return words + "hold";
    } else if (std::holds_alternative<Ask>(beat)) {
      return words + "?";
    } else {
      const Happening& happening = std::get<Happening>(beat);
      words += test::word(happening.kind);
      if (!happening.text.empty()) words += "=" + happening.text;
      if (happening.kind == Kind::tool_result && happening.more["is_error"] == true) words += "!";
      if (is_terminal(happening.kind)) return words;
    }
  }
}

scenarios::CallTool tool(std::string result) {
  scenarios::CallTool call;
  call.tool = "rename";
  call.result = std::move(result);
  return call;
}

}  // namespace

TEST_CASE("a script with nothing to do is a run that begins and finishes") {
  auto p = player({});
  CHECK(played(p) == "begin finish");
}

TEST_CASE("a message is started, grown and ended, with pauses between its chunks only") {
  auto p = player({test::say("abcd", 2, 30)});
  CHECK(played(p) == "begin text( delta=ab 30 delta=cd )text finish");
}

TEST_CASE("an empty message has no chunks") {
  auto p = player({test::say("", 3, 30)});
  CHECK(played(p) == "begin text( )text finish");
}

TEST_CASE("a text is repeated, and quotes the user") {
  scenarios::Say twice = test::say("<$message>");
  twice.times = 2;
  auto p = player({twice});
  CHECK(played(p) == "begin text( delta=<the user's words><the user's words> )text finish");
}

TEST_CASE("all entries of one message share one id, and two messages do not") {
  auto p = player({test::say("ab", 2), test::say("c")});
  std::vector<Bytes> ids;
  for (int i = 0; i < 9; ++i) {
    if (auto beat = p.next(); std::get<Happening>(beat).subject) ids.push_back(std::get<Happening>(beat).subject);
  }
  REQUIRE(ids.size() == 7);
  CHECK(*ids[0] == *ids[3]);
  CHECK(*ids[4] == *ids[6]);
  CHECK(*ids[0] != *ids[4]);
}

TEST_CASE("the tokens of a message are told at its end only") {
  auto p = player({test::say("some words")});
  std::vector<int> tokens;
  for (int i = 0; i < 5; ++i) tokens.push_back(std::get<Happening>(p.next()).tokens);
  CHECK(tokens[1] == 0);
  CHECK(tokens[2] == 0);
  CHECK(tokens[3] > 0);
}

TEST_CASE("a tool call streams its arguments as JSON text, then progress, then its result") {
  auto call = tool("done");
  call.args = {{"a", 1}};
  call.chunks = 2;
  call.progress = {"one", "two"};
  auto p = player({call});
  CHECK(played(p) == R"(begin tool( args={"a args=":1} )tool progress=one progress=two result=done finish)");
}

TEST_CASE("a failing tool call does not end the run, a failing run does") {
  auto call = tool("no such function");
  call.is_error = true;
  auto p = player({call, scenarios::Fail{"out of memory"}, test::say("never")});
  CHECK(played(p) == "begin tool( args={} )tool result=no such function! fail=out of memory");
}

TEST_CASE("an approved call goes on with progress and result, then with the script") {
  auto call = tool("done");
  call.confirm = "really?";
  call.progress = {"half"};
  auto p = player({call, test::say("bye")}, std::vector<Action>{test::say("fine")});
  CHECK(played(p) == "begin tool( args={} )tool ask=really? ?");
  p.answer(true);
  CHECK(played(p) == "progress=half result=done text( delta=bye )text finish");
}

TEST_CASE("a rejected call fails without progress, and the script goes on") {
  auto call = tool("done");
  call.confirm = "really?";
  call.rejected = "the user said no";
  call.progress = {"half"};
  auto p = player({call, test::say("bye")});
  CHECK(played(p) == "begin tool( args={} )tool ask=really? ?");
  p.answer(false);
  CHECK(played(p) == "result=the user said no! text( delta=bye )text finish");
}

TEST_CASE("what is written under on_reject replaces the rest of the script, once") {
  auto call = tool("done");
  call.confirm = "really?";
  auto again = call;
  again.confirm = "sure?";
  auto p = player({call, test::say("bye")}, std::vector<Action>{again, test::say("sorry")});
  (void)played(p);
  p.answer(false);
  CHECK(played(p) == "result! tool( args={} )tool ask=sure? ?");
  p.answer(false);
  CHECK(played(p) == "result! text( delta=sorry )text finish");
}

TEST_CASE("steps, titles, citations, compaction and waits are played in their order") {
  auto p = player({scenarios::Think{"hm"}, scenarios::SetTitle{"T"}, scenarios::Compact{}, scenarios::Cite{{{"n", 1}}},
                   scenarios::Wait{scenarios::Duration{50}}, scenarios::Wait{}});
  CHECK(played(p) == "begin step(=hm )step title=T compact cite 50 hold");
}

TEST_CASE("files and tables are made as the script says, whatever bytes a file has") {
  const std::string bytes("\0\xFF\n", 3);
  auto p = player({scenarios::MakeFile{"a b.bin", "application/octet-stream", bytes},
                   scenarios::MakeTable{"t", "numbers", {"n", "m"}, {{1, nullptr}, {"x", 2.5}}}});
  (void)p.next();
  const auto file = std::get<Happening>(p.next());
  CHECK(file.kind == Kind::file_made);
  CHECK(file.text == bytes);
  CHECK(file.more == source::Json({{"name", "a b.bin"}, {"type", "application/octet-stream"}}));
  const auto table = std::get<Happening>(p.next());
  CHECK(table.kind == Kind::table_made);
  CHECK(table.more ==
        source::Json(
            {{"name", "t"}, {"description", "numbers"}, {"columns", {"n", "m"}}, {"rows", {{1, nullptr}, {"x", 2.5}}}}));
  CHECK(played(p) == "finish");
}

TEST_CASE("a table that was made can be cut as it is logged") {
  auto p = player({scenarios::MakeTable{"t", "", {"n"}, {{2}, {1}}}});
  (void)p.next();
  const Table table = Table::of(std::get<Happening>(p.next()).more);
  CHECK(slice_table(table, {.order_by = "n"})->rows == source::Json{{1}, {2}});
}
