#include "source/document.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "framework/catch.hpp"

namespace confab::source {
namespace {

std::string refusal(std::string_view text) {
  try {
    static_cast<void>(Document::parse_yaml("t.yaml", text));
  } catch (const UserError& error) {
    return error.render();
  }
  return "accepted";
}

std::string at(const Place& place) {
  return place.to_string();
}

}  // namespace

TEST_CASE("YAML becomes JSON, quoted scalars staying text") {
  const auto document = Document::parse_yaml(
      "t.yaml", "a: 1\nb: ['1', \"x\\0\\u00e9\", yes, ~, 0x10, !!str 5]\nc:\n  d: >-\n    folded\n    text\n");
  CHECK(document.value()["a"] == 1);
  CHECK(document.value()["b"] == Json{"1", std::string("x\0é", 4), "yes", nullptr, 16, "5"});
  CHECK(document.value()["c"] == Json{{"d", "folded text"}});
  CHECK(document.file() == "t.yaml");
}

TEST_CASE("Keys are text whatever they look like") {
  CHECK(Document::parse_yaml("t", "202: a\ntrue: b\n1.5: c\n'~': d\n").value() ==
        Json{{"202", "a"}, {"true", "b"}, {"1.5", "c"}, {"~", "d"}});
}

TEST_CASE("A file without content is null") {
  CHECK(Document::parse_yaml("t", "").value().is_null());
  CHECK(Document::parse_yaml("t", "# nothing\n\n").value().is_null());
  CHECK(Document::parse_yaml("t", "---\n").value().is_null());
}

TEST_CASE("A byte order mark is ignored and moves no column") {
  const auto document = Document::parse_yaml("t",
                                             "\xEF\xBB\xBF"
                                             "a: 1\n");
  CHECK(document.value() == Json{{"a", 1}});
  CHECK(at(document.key_place("/a")) == "t:1:1");
}

TEST_CASE("Values and keys know their places; what has none takes its parent's") {
  const auto document = Document::parse_yaml("t", "a:\n  - {b: 1, é/ü: [x, y]}\n");
  CHECK(at(document.place("")) == "t:1:1");
  CHECK(at(document.key_place("/a")) == "t:1:1");
  CHECK(at(document.place("/a")) == "t:2:3");
  CHECK(at(document.place("/a/0/b")) == "t:2:9");
  CHECK(at(document.key_place("/a/0/b")) == "t:2:6");
  CHECK(at(document.place("/a/0/é~1ü/1")) == "t:2:21");
  CHECK(at(document.place("/a/0/é~1ü/7/deeper")) == "t:2:17");
  CHECK(at(document.place("/nowhere")) == "t:1:1");
  CHECK(at(document.place("nonsense")) == "t:1:1");
}

TEST_CASE("An error about a value quotes its line; one about a key points at the key") {
  const auto document = Document::parse_yaml("t.yaml", "steps:\n  - exspect: 5\r\n");
  CHECK(document.error("/steps/0/exspect", "bad").render() ==
        "t.yaml:2:14: error: bad\n  2 |   - exspect: 5\n    |              ^");
  CHECK(document.key_error("/steps/0/exspect", "bad").render() ==
        "t.yaml:2:5: error: bad\n  2 |   - exspect: 5\n    |     ^");
}

TEST_CASE("Anchors and aliases repeat a value; merge keys are ordinary keys") {
  const auto document = Document::parse_yaml("t", "a: &x {b: [1, 2]}\nc: *x\nd: {<<: *x}\n");
  CHECK(document.value()["c"] == Json{{"b", {1, 2}}});
  CHECK(document.value()["d"] == Json{{"<<", {{"b", {1, 2}}}}});
  CHECK(at(document.place("/c/b/1")) == "t:2:4");
}

TEST_CASE("What is wrong in a file is told with its place and a remedy") {
  struct Row {
    std::string text, message;
  };
  const Row row = GENERATE(
      Row{"a: 1\na: 2\n", "t.yaml:2:1: error: duplicate key \"a\""},
      Row{"b: {c: 1, c: 2}\n", "t.yaml:1:11: error: duplicate key \"c\""},
      Row{"[a]: 1\n", "t.yaml:1:1: error: a list or mapping stands where a key is expected"},
      Row{"? {a: 1}\n: 1\n", "t.yaml:1:3: error: a list or mapping stands where a key is expected"},
      Row{": 1\n", "t.yaml:1:1: error: a key must be a word"}, Row{"~: 1\n", "t.yaml:1:1: error: a key must be a word"},
      Row{"a: &x y\n*x : 1\n", "t.yaml:2:1: error: a key must not be an alias"},
      Row{"a: 1\n---\nb: 1\n", "t.yaml:2:1: error: a second document"},
      Row{"a: .inf\n", "t.yaml:1:4: error: JSON has no infinity"},
      Row{"a: 1e999\n", "t.yaml:1:4: error: the number is out of range"},
      Row{"a: !x 1\n", "t.yaml:1:4: error: tags are not supported"},
      Row{"a: !!set {b: 1}\n", "t.yaml:1:4: error: tags are not supported"},
      Row{"a: *x\n", "t.yaml:1:4: error: this alias has no anchor"},
      Row{"a: &a [*a]\n", "t.yaml:1:8: error: an alias must not stand inside"},
      Row{"a:\n\tb: 1\n", "error: a tab is used for indentation"},
      Row{"a: b: c\n", "t.yaml:1:5: error: a \":\" is not allowed here"},
      Row{"a: @x\n", "t.yaml:1:4: error: a value cannot start with this character"},
      Row{"a:\n  b: 1\n c: 1\n", "t.yaml:3:2: error: this does not continue the mapping"},
      Row{"a: [1\nb: 2\n", "error: a list that was opened with \"[\" is not closed"},
      Row{"a: {b: 1\nc: 2\n", "error: a mapping that was opened with \"{\" is not closed"},
      Row{"a: ]\n", "error: a closing bracket"}, Row{"a: \"x\nb: 1\n", "t.yaml:1:4: error: a quoted text is not closed"},
      Row{"a: &n 'it''s\n", "t.yaml:1:4: error: a quoted text is not closed"},
      Row{"a: \"\\q\"\n", "t.yaml:1:7: error: this is not YAML: unknown escape"},
      Row{"a: \xFF\n", "t.yaml:1:4: error: the file is not valid UTF-8"},
      Row{std::string("é: \0\n", 6), "t.yaml:1:4: error: a control character (code 0)"},
      Row{"a: \x1B[0m\n", "t.yaml:1:4: error: a control character (code 27)"},
      Row{"a: \x04\n", "t.yaml:1:4: error: a control character (code 4)"});
  CAPTURE(row.text);
  CHECK_THAT(refusal(row.text), Catch::Contains(row.message));
}

TEST_CASE("A quoted text that is closed is never taken for one that is not") {
  const std::string text = GENERATE("a: 'it''s'", "a: \"q\\\"\"", "a: \"\\\\\"", "a: ''", "a: ''''", "a: don't", "a: x \"y",
                                    "- 'a'\n- b'c", "'a': 1", "a: &n !!str 'x'");
  CAPTURE(text);
  CHECK(refusal(text) == "accepted");
}

TEST_CASE("Without places an error still names the file") {
  const Document document("f.yaml", Json{{"a", 1}}, {});
  CHECK(document.error("/a", "bad").render() == "f.yaml: error: bad");
}

TEST_CASE("An embedded document is the same document with as many places as were asked for") {
  const auto document = Document::parse_yaml("f.yaml", "a:\n  b:\n    c: 1\n");
  const auto shallow = Document::from_embedded(document.to_embedded(1));
  CHECK(shallow.value() == document.value());
  CHECK(at(shallow.place("/a/b/c")) == "f.yaml:2:3");
  CHECK(at(shallow.key_place("/a")) == "f.yaml:1:1");
  CHECK(at(Document::from_embedded(document.to_embedded(2)).place("/a/b")) == "f.yaml:3:5");
  CHECK(document.to_embedded(-1)["places"].empty());
  CHECK(at(Document::from_embedded(document.to_embedded(-1)).place("/a")) == "f.yaml");
}

TEST_CASE("A file is loaded from disk, or the reason says why not") {
  const auto folder = std::filesystem::temp_directory_path() / ("confab_document_test." + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const std::string path = folder / "a.yaml";
  std::ofstream(path) << "a: 1\n";
  CHECK(Document::load_yaml(path).value() == Json{{"a", 1}});
  CHECK_THROWS_WITH(Document::load_yaml(folder), Catch::Contains("is a folder"));
  CHECK_THROWS_WITH(Document::load_yaml(path + ".missing"), Catch::Contains("cannot be opened"));
  CHECK_THROWS_WITH(Document::load_yaml("/dev/zero"), Catch::Contains("larger than"));
  std::filesystem::remove_all(folder);
}

}  // namespace confab::source
