// Matrices, pages, uploads, exact bytes and what else several vendors needed.
#include <string>

#include "framework/catch.hpp"
#include "loader/load_scenarios.hpp"
#include "loader/toy_vendor.hpp"

namespace confab::scenarios {
namespace {

using source::Json;

std::vector<Scenario> load_all(const std::string& rest) {
  static const spec::Vendor vendor = toy::vendor();
  const std::string text = "title: T\nvendor: toy\nprompts: {p: Say it.}\n" + rest;
  return load_stories(source::Document::parse_yaml("toy/a.yaml", text), "toy/a", vendor);
}

Step first_step(const std::string& step) {
  return load_all("steps:\n  - " + step + "\n").at(0).steps.at(0);
}

template <class Wanted, class Variant>
const Wanted& as(const Variant& variant) {
  const auto* found = std::get_if<Wanted>(&variant);
  REQUIRE(found != nullptr);
  return *found;
}

const std::string kMatrix = R"(matrix:
  table:
    rename: { open: open }
    shut: { open: shut, shut: shut }
  fresh: [{ call: post, save: { id: /id } }]
  states:
    open: { shows: [{ call: get, path: { id: $id }, expect: { status: 200 } }] }
    shut:
      reach: [{ call: post, body: { shut: true } }]
      shows: [{ call: get, path: { id: $id }, expect: { status: 404 } }, { call: post, proves: [toy.watch.other] }]
  operations:
    rename: { proves: [toy.post.works], needs: [slow], steps: [{ call: post, body: { name: $id } }] }
    shut: { proves: [toy.watch.replay], steps: [{ call: post, name: the one }] }
cleanup: [{ call: post }]
)";

}  // namespace

TEST_CASE("Each cell of a matrix is a story: fresh, into the state, the operation, and the look at what it left") {
  const auto cells = load_all(kMatrix);
  REQUIRE(cells.size() == 3);
  CHECK(cells[0].id == "toy/a/rename_when_open");
  CHECK(cells[1].id == "toy/a/shut_when_open");
  CHECK(cells[2].id == "toy/a/shut_when_shut");
  for (const Scenario& cell : cells) {
    CHECK(cell.file == "toy/a");
    CHECK(cell.cleanup.size() == 1);
  }
  CHECK(cells[0].needs == std::vector<std::string>{"slow"});
  CHECK(cells[0].steps.size() == 3);
  CHECK(cells[1].steps.size() == 4);
  const auto& whole = cells[2].steps;
  REQUIRE(whole.size() == 5);
  CHECK(as<CallStep>(whole[1].action).exchange.body == Json{{"shut", true}});
  CHECK(whole[2].name == "the one");
  CHECK(whole[3].expect.at(0).status == std::vector<int>{404});
}

TEST_CASE("What a look shows proves the clauses of the operation, unless it says otherwise") {
  const auto cells = load_all(kMatrix);
  CHECK(cells[0].proves() == std::vector<std::string>{"toy.post.works"});
  CHECK(cells[1].steps[2].proves == std::vector<std::string>{"toy.watch.replay"});
  CHECK(cells[1].steps[3].proves == std::vector<std::string>{"toy.watch.other"});
}

TEST_CASE("A matrix that does not hold together is told at the word that is wrong") {
  const auto broken = [](const std::string& before, const std::string& after) {
    std::string text = kMatrix;
    text.replace(text.find(before), before.size(), after);
    try {
      (void)load_all(text);
    } catch (const source::UserError& error) {
      return error.render();
    }
    return std::string("accepted");
  };
  CHECK_THAT(broken("rename: { open: open }", "renam: { open: open }"), Catch::Contains("Did you mean \"rename\"?"));
  CHECK_THAT(broken("{ open: shut,", "{ opne: shut,"), Catch::Contains("Did you mean \"open\"?"));
  CHECK_THAT(broken("{ open: shut,", "{ open: shtu,"), Catch::Contains("Did you mean \"shut\"?"));
  CHECK_THAT(broken("reach:", "raech:"), Catch::Contains("unknown key \"raech\""));
  CHECK_THAT(broken("proves: [toy.post.works], ", ""), Catch::Contains("the key \"proves\" is missing here"));
  CHECK_THAT(broken("name: $id", "name: $idd"), Catch::Contains("unknown name \"$idd\""));
  CHECK_THAT(broken("cleanup:", "steps:"), Catch::Contains("a file has either steps or a matrix"));
}

TEST_CASE("A list is followed by link or by token, and judged as one array") {
  const Step linked = first_step(
      "{pages: get, path: {id: x}, as: all, items: '', next: {link: next}, at_most: 7, between: [{call: post}], "
      "expect: {body: {$unique: /id}}, save: {one: /0/id}}");
  const auto& pages = as<PagesStep>(linked.action);
  CHECK(linked.kind() == "pages");
  CHECK((pages.by_link && pages.items.empty() && pages.as == "all" && pages.at_most == 7));
  CHECK(pages.between.size() == 1);
  CHECK(linked.expect.at(0).body == Json{{"$unique", "/id"}});
  const Step token = first_step("{pages: get, path: {id: x}, items: /rows, next: {at: /next, query: limit, more: /more}}");
  const auto& by_token = as<PagesStep>(token.action);
  CHECK_FALSE(by_token.by_link);
  CHECK((by_token.token == "/next" && by_token.query == "limit" && by_token.more == "/more"));
}

TEST_CASE("Parts hold text, repeated text or base64, with a name or without") {
  const Step step = first_step(
      "{call: post, parts: [{field: files, name: 'a b.txt', type: text/plain, text: {repeat: ab, times: 2}}, "
      "{field: files, name: '', base64: AAECAw==}, {field: note, text: ''}]}");
  const auto& parts = as<CallStep>(step.action).exchange.parts;
  REQUIRE(parts.size() == 3);
  CHECK((parts[0].field == "files" && parts[0].filename == "a b.txt" && parts[0].media_type == "text/plain"));
  CHECK(parts[0].bytes == "abab");
  CHECK((parts[1].filename == "" && parts[1].bytes == std::string("\0\1\2\3", 4)));
  CHECK((!parts[2].filename && parts[2].bytes.empty()));
}

TEST_CASE("A body may be expected byte for byte, a value saved by what matches in it") {
  const Step step = first_step(
      "{call: post, expect: [{bytes: {text: ''}}, {bytes: {base64: AA==}}], save: {day: {at: /at, matching: '^(.{10})'}}}");
  CHECK(step.expect.at(0).bytes == "");
  CHECK(step.expect.at(1).bytes == std::string("\0", 1));
  const auto& save = as<CallStep>(step.action).exchange.save.at(0);
  CHECK((save.pointer == "/at" && save.matching == "^(.{10})"));
}

TEST_CASE("An agent makes tables and files") {
  const auto actions = load_all(R"(agent:
  - on: p
    do:
      - { make_table: t, description: D, columns: [a, b], rows: [[1, x], [null, [2]]] }
      - { make_file: f.gif, type: image/gif, base64: R0lG }
steps: [{ call: post }]
)")
                           .at(0)
                           .agent.at(0)
                           .actions;
  const auto& table = as<MakeTable>(actions.at(0));
  CHECK((table.name == "t" && table.description == "D" && table.columns.size() == 2 && table.rows.size() == 2));
  const auto& file = as<MakeFile>(actions.at(1));
  CHECK((file.name == "f.gif" && file.media_type == "image/gif" && file.bytes == "GIF"));
}

}  // namespace confab::scenarios
