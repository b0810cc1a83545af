#include "runner/ledger.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "framework/catch.hpp"
#include "source/user_error.hpp"

using namespace confab;
using namespace confab::conformance;
using Catch::Matchers::Contains;

namespace {

/// Removed with all that is in it.
struct Folder {
  Folder() : path(std::filesystem::temp_directory_path() / "confab-ledger-XXXXXX") {
    std::string name = path;
    path = ::mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  [[nodiscard]] std::string file() const { return path / "run.jsonl"; }
  std::filesystem::path path;
};

std::string read(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write(const std::string& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

LedgerEntry asked(const std::string& sent = "one") {
  LedgerEntry entry;
  entry.run = "confab-00000001";
  entry.vendor = "toy";
  entry.base_url = "http://127.0.0.1:1";
  entry.persona = "default";
  entry.operation = "create";
  entry.request = "/things";
  entry.sent = sent;
  entry.at = "2026-11-25T14:00:00.000Z";
  return entry;
}

std::string refusal(const std::string& text) {
  try {
    static_cast<void>(parse_ledger(text, "run.jsonl"));
    return "accepted";
  } catch (const source::UserError& error) {
    return error.render();
  }
}

}  // namespace

TEST_CASE("What was asked for and made is in the file at once, and another process finds it there") {
  const Folder folder;
  {
    Ledger ledger(folder.file(), Ledger::File::fresh);
    const int first = ledger.ask(asked("one"));
    CHECK(parse_ledger(read(folder.file()), "x").size() == 1);
    ledger.made(first, "a", "DELETE", "/things/a");
    const int second = ledger.ask(asked("two"));
    CHECK(second == first + 1);
    CHECK(ledger.knows("http://127.0.0.1:1", "a"));
    CHECK_FALSE(ledger.knows("http://127.0.0.1:2", "a"));
    CHECK_THROWS_WITH(Ledger(folder.file(), Ledger::File::existing), Contains("still going on"));
  }
  const Ledger again(folder.file(), Ledger::File::existing);
  const auto open = again.open();
  REQUIRE(open.size() == 2);
  CHECK(open[0].id == "a");
  CHECK(open[0].state == LedgerEntry::State::made);
  CHECK(open[1].sent == "two");
  CHECK(open[1].state == LedgerEntry::State::asked);
}

TEST_CASE("What is deleted, by whatever call, is crossed out; a fresh file with nothing open goes") {
  const Folder folder;
  {
    Ledger ledger(folder.file(), Ledger::File::fresh);
    const int first = ledger.ask(asked());
    ledger.made(first, "a", "DELETE", "/things/a");
    ledger.deleted("http://127.0.0.1:1", "DELETE", "/things/b");
    ledger.deleted("http://127.0.0.1:1", "GET", "/things/a");
    ledger.deleted("http://127.0.0.1:2", "DELETE", "/things/a");
    CHECK(ledger.open().size() == 1);
    ledger.deleted("http://127.0.0.1:1", "DELETE", "/things/a");
    CHECK(ledger.open().empty());
    ledger.made(first, "c", "DELETE", "/things/c");
    CHECK(ledger.open().empty());
    CHECK(std::filesystem::exists(folder.file()));
  }
  CHECK_FALSE(std::filesystem::exists(folder.file()));
}

TEST_CASE("A file that is there already is left alone, and one that is missing is no ledger") {
  const Folder folder;
  write(folder.file(), "mine");
  CHECK_THROWS_WITH(Ledger(folder.file(), Ledger::File::fresh), Contains("there already"));
  CHECK(read(folder.file()) == "mine");
  CHECK_THROWS_AS(Ledger(folder.file() + ".missing", Ledger::File::existing), source::UserError);
  CHECK_THROWS_AS(Ledger(folder.path, Ledger::File::existing), source::UserError);
}

TEST_CASE("A last line that a crash cut does not count, and does not spoil the next one") {
  const Folder folder;
  LedgerEntry entry = asked();
  entry.number = 1;
  const std::string line = render_line(entry);
  write(folder.file(), line + line.substr(0, 40));
  {
    Ledger ledger(folder.file(), Ledger::File::existing);
    REQUIRE(ledger.open().size() == 1);
    ledger.done(1, "looked up");
  }
  CHECK(parse_ledger(read(folder.file()), "x").front().state == LedgerEntry::State::done);
}

TEST_CASE("Lines that no run has written are refused with their number") {
  LedgerEntry entry = asked();
  entry.number = 1;
  const std::string good = render_line(entry);
  CHECK(refusal(good) == "accepted");
  CHECK_THAT(refusal(good + "{\n"), Contains("run.jsonl:2") && Contains("no JSON"));
  CHECK_THAT(refusal("[]\n"), Contains("none of a ledger"));
  CHECK_THAT(refusal("{}\n"), Contains("none of a ledger"));
  std::string other = good;
  other.replace(other.find("\"asked\""), 7, "\"gone\"");
  CHECK_THAT(refusal(other), Contains("\"state\""));
  entry.base_url = "http://127.0.0.1:2";
  CHECK_THAT(refusal(good + render_line(entry)), Contains("tells something else of entry 1"));
  entry = asked();
  entry.number = 0;
  CHECK_THAT(refusal(render_line(entry)), Contains("\"entry\""));
}
