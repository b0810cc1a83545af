// What a hostile file may cost: each of these is refused or read within a bounded time and memory.
#include "source/yaml_reader.hpp"

#include <chrono>
#include <string>

#include "framework/catch.hpp"
#include "source/document.hpp"

namespace confab::source {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string refusal(const std::string& text) {
  try {
    static_cast<void>(Document::parse_yaml("t", text));
  } catch (const UserError& error) {
    return error.what();
  }
  return "accepted";
}

// Nine aliases to the line above, on each line: 9^lines values.
std::string billion_laughs(int lines) {
  std::string text = "l0: &l0 [x, x, x, x, x, x, x, x, x]\n";
  for (int line = 1; line < lines; ++line) {
    const std::string above = "*l" + std::to_string(line - 1);
    text += "l" + std::to_string(line) + ": &l" + std::to_string(line) + " [" + above + repeated(", " + above, 8) + "]\n";
  }
  return text;
}

std::size_t depth_of(const Json& value) {
  std::size_t deepest = 0;
  if (value.is_structured()) {
    for (const Json& item : value) deepest = std::max(deepest, depth_of(item));
  }
  return deepest + 1;
}

}  // namespace

TEST_CASE("Aliases are counted before they are expanded") {
  CHECK(refusal(billion_laughs(3)) == "accepted");
  CHECK_THAT(refusal(billion_laughs(9)), Catch::Contains("the file holds too much"));
  CHECK_THAT(refusal(billion_laughs(5000)), Catch::Contains("the file holds too much"));
}

TEST_CASE("A few aliases to a long text are counted by its length") {
  const std::string text = "a: &a " + std::string(500'000, 'x') + "\nb: [*a" + repeated(", *a", 60'000) + "]\n";
  CHECK_THAT(refusal(text), Catch::Contains("the file holds too much"));
}

TEST_CASE("Anchors inside anchors cost what their copies cost") {
  std::string text;
  for (int i = 0; i < 150; ++i) text += "&a" + std::to_string(i) + " [";
  CHECK_THAT(refusal(text + repeated("1,", 50'000) + repeated("]", 150)), Catch::Contains("the file holds too much"));
}

TEST_CASE("Aliases cannot nest deeper than the text itself may") {
  std::string text = "a0: &a0 " + repeated("[", 90) + repeated("]", 90) + "\n";
  text += "a1: &a1 " + repeated("[", 90) + "*a0" + repeated("]", 90) + "\n";
  CHECK(refusal(text) == "accepted");
  CHECK_THAT(refusal(text + "a2: " + repeated("[", 90) + "*a1" + repeated("]", 90) + "\n"),
             Catch::Contains("nested deeper"));
}

TEST_CASE("Nesting is accepted up to the limit and refused beyond it") {
  CHECK(depth_of(Document::parse_yaml("t", repeated("[", kMaxYamlDepth) + repeated("]", kMaxYamlDepth)).value()) ==
        kMaxYamlDepth);
  CHECK_THAT(refusal(repeated("[", kMaxYamlDepth + 1) + repeated("]", kMaxYamlDepth + 1)), Catch::Contains("nested deeper"));
  CHECK_THAT(refusal(repeated("[", 400'000) + repeated("]", 400'000)), Catch::Contains("nested deeper"));
  CHECK_THAT(refusal(repeated("- ", 400'000)), Catch::Contains("nested deeper"));
  CHECK_THAT(refusal(repeated("{a: ", 200'000)), Catch::Contains("not closed"));
  CHECK_THAT(refusal(repeated("? ", 400'000)), Catch::Contains("key"));
  CHECK_THAT(refusal(repeated("[", 1'000'000)), Catch::Contains("not closed"));
}

TEST_CASE("More values than allowed are refused without any alias") {
  CHECK_THAT(refusal("[" + repeated("1,", 300'000) + "]"), Catch::Contains("the file holds too much"));
}

TEST_CASE("A file above the limit is refused, one at the limit is read") {
  const std::string comment = "#" + std::string(kMaxYamlBytes - 1, 'x');
  CHECK(refusal(comment) == "accepted");
  CHECK_THAT(refusal(comment + "x"), Catch::Contains("larger than 1048576 bytes"));
}

TEST_CASE("Long keys above many values do not multiply: places end where their budget ends") {
  const std::string text = "? " + std::string(500'000, 'k') + "\n: [" + repeated("1,", 100'000) + "1]\n";
  const YamlContent content = read_yaml("t", text);
  CHECK(content.value.begin()->size() == 100'001);
  CHECK(content.places.size() < 100);
}

TEST_CASE("Many values on one long line are read in linear time") {
  const auto started = std::chrono::steady_clock::now();
  const YamlContent content = read_yaml("t", "[" + repeated("é,", 190'000) + "é]");
  CHECK(content.places.at("/190000").column == 380'002);
  // Quadratic counting of columns would take minutes; the sanitizers make it slower, not that slow.
  CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds(30));
}

}  // namespace confab::source
