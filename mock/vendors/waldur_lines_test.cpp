#include "vendors/waldur_lines.hpp"

#include <vector>

#include "engine/split_text.hpp"
#include "framework/catch.hpp"

namespace confab::mock::waldur {

namespace {

using source::Json;

std::vector<Json> lines_of(const std::string& text) {
  std::vector<Json> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(Json::parse(text.substr(at, end - at)));
    at = end + 1;
  }
  return lines;
}

std::vector<Json> said(const std::string& text, int pieces) {
  AnswerLines answer;
  std::string lines;
  for (const std::string& piece : split_text(text, pieces)) lines += answer.add(piece);
  return lines_of(lines + answer.finish());
}

Json markdown(const std::string& text) {
  return {{"k", "markdown"}, {"c", text}};
}
Json load(const std::string& kind) {
  return {{"k", "load"}, {"t", kind}};
}
Json code(const std::string& body, const std::string& tag) {
  return {{"k", "code"}, {"c", body}, {"t", tag}};
}

// Neighbouring lines of text made one, as every cut of the answer must give the same.
std::vector<Json> joined(const std::vector<Json>& lines) {
  std::vector<Json> result;
  for (const Json& line : lines) {
    if (!result.empty() && result.back()["k"] == "markdown" && line["k"] == "markdown") {
      result.back()["c"] = result.back()["c"].get<std::string>() + line["c"].get<std::string>();
    } else {
      result.push_back(line);
    }
  }
  return result;
}

}  // namespace

TEST_CASE("the frame lines of Waldur are compact, ASCII, and end with a line feed") {
  CHECK(thread_line("ab") == "{\"m\":{\"thread_uuid\":\"ab\"}}\n");
  CHECK(warning_line("ü") == "{\"w\":\"\\u00fc\"}\n");
  CHECK(error_line("no") == "{\"e\":\"no\"}\n");
  CHECK(ids_line("q", "a") == "{\"m\":{\"user_message_uuid\":\"q\",\"assistant_message_uuid\":\"a\"}}\n");
  CHECK(ids_line({}, "a") == "{\"m\":{\"assistant_message_uuid\":\"a\"}}\n");
  CHECK(table_line(Json{"A"}, Json{{"x"}, {"y"}}) == "{\"k\":\"table\",\"h\":[\"A\"],\"r\":[[\"x\"],[\"y\"]],\"n\":2}\n");
}

TEST_CASE("a short answer is one line however it is cut") {
  for (int pieces = 1; pieces < 10; ++pieces) CHECK(said("Certainly.", pieces) == std::vector<Json>{markdown("Certainly.")});
}

TEST_CASE("text goes out once there are fifty characters of it, counted as characters") {
  AnswerLines answer;
  std::string umlauts;
  for (int count = 0; count < 49; ++count) umlauts += "ü";
  CHECK(answer.add(umlauts).empty());
  CHECK(lines_of(answer.add("ü")) == std::vector<Json>{markdown(umlauts + "ü")});
  CHECK(answer.finish().empty());
}

TEST_CASE("a fenced block is announced and comes whole, however the answer is cut") {
  const std::vector<Json> expected = {markdown("Use this:\n"), load("code"), code("print(1)\n", "python"),
                                      markdown("\nDone.")};
  const std::string text = "Use this:\n```python\nprint(1)\n```\nDone.";
  for (int pieces = 1; pieces <= 40; ++pieces) CHECK(joined(said(text, pieces)) == expected);
}

TEST_CASE("fences without a tag, with an unknown one, without a body, and for a diagram") {
  CHECK(said("```\nls\n```", 1) == std::vector<Json>{load("code"), code("ls\n", "code")});
  CHECK(said("```brainfudge\n+\n```", 3) == std::vector<Json>{load("code"), code("+\n", "brainfudge")});
  CHECK(said("```sh\n```", 4) == std::vector<Json>{load("code"), code("", "sh")});
  CHECK(said("```Mermaid\r\na\n```", 5) == std::vector<Json>{load("mermaid"), {{"k", "mermaid"}, {"c", "a\n"}}});
  CHECK(said("````sh\na\n```", 2) == std::vector<Json>{load("code"), code("a\n", "sh")});
}

TEST_CASE("two blocks in one answer") {
  const std::vector<Json> expected = {load("code"), code("a\n", "sh"), markdown("\n"),
                                      load("code"), code("b\n", "sh"), markdown("\n")};
  for (int pieces = 1; pieces <= 24; ++pieces) CHECK(said("```sh\na\n```\n```sh\nb\n```\n", pieces) == expected);
}

TEST_CASE("the body of a block that never closes is lost") {
  CHECK(said("See:\n```sh\nrm x\n", 3) == std::vector<Json>{markdown("See:\n"), load("code")});
}

TEST_CASE("backticks that are no fence are text") {
  for (const std::string text : {"a ``` b", "```inline``` c", "x\n``", "```", "y ```\nz"}) {
    for (int pieces = 1; pieces <= 8; ++pieces) CHECK(joined(said(text, pieces)) == std::vector<Json>{markdown(text)});
  }
}

TEST_CASE("backticks inside a block stay there") {
  CHECK(said("```md\na ``` b\n```", 6) == std::vector<Json>{load("code"), code("a ``` b\n", "md")});
}

TEST_CASE("an answer that begins with a brace comes whole and without a kind") {
  const std::string text = "{\"a\": 1} and a sentence that makes it longer than fifty characters, ```no\nfence\n```";
  CHECK(said(text, 9) == std::vector<Json>{{{"c", text}}});
}

TEST_CASE("an answer of nothing has no line") {
  CHECK(said("", 1).empty());
  CHECK(said(" \n ", 2) == std::vector<Json>{markdown(" \n ")});
}

}  // namespace confab::mock::waldur
