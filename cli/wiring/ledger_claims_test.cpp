#include "wiring/ledger_claims.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "framework/catch.hpp"
#include "source/user_error.hpp"

using namespace confab;
using namespace confab::cli;
using Catch::Matchers::Contains;

namespace {

constexpr const char* kAgent = "5d1f6f0e-3c52-4a7e-9d0b-7f4c2a9e1b30";

/// A conversation that a run made at a host that nobody serves; nothing is sent to it.
conformance::LedgerEntry made() {
  conformance::LedgerEntry entry;
  entry.number = 1;
  entry.state = conformance::LedgerEntry::State::made;
  entry.run = "confab-00000001";
  entry.vendor = "sema4";
  entry.base_url = "https://192.0.2.1/api/v2";
  entry.persona = "default";
  entry.operation = "create_conversation";
  entry.request = std::string("/agents/") + kAgent + "/conversations";
  entry.at = "2026-11-25T14:00:00.000Z";
  entry.id = "c-1";
  entry.method = "DELETE";
  entry.path = entry.request + "/c-1";
  return entry;
}

std::string refusal(const std::vector<conformance::LedgerEntry>& entries, const TargetOptions& target) {
  const std::string file = std::filesystem::temp_directory_path() / ("confab-claims-" + std::to_string(::getpid()));
  std::ofstream(file, std::ios::binary).close();
  {
    std::ofstream stream(file, std::ios::binary);
    for (const auto& entry : entries) stream << conformance::render_line(entry);
  }
  std::string said = "accepted";
  try {
    const conformance::Ledger ledger(file, conformance::Ledger::File::existing);
    const auto claims = check_claims(ledger, target, Knowledge({}));
    CHECK(claims.size() == 1);
  } catch (const source::UserError& error) {
    said = error.render();
  }
  std::filesystem::remove(file);
  return said;
}

TargetOptions aimed(const std::string& url = "https://192.0.2.1/api/v2") {
  TargetOptions target;
  target.url = url;
  target.credentials = {"default=secret"};
  return target;
}

}  // namespace

TEST_CASE("a ledger as a run left it is taken, for the target it was written for") {
  CHECK(refusal({made()}, aimed()) == "accepted");
  CHECK_THAT(refusal({made()}, aimed("https://192.0.2.1")), Contains("is about https://192.0.2.1/api/v2"));
  CHECK_THAT(refusal({made()}, aimed("https://192.0.2.2/api/v2")), Contains("not about the target"));
  CHECK_THAT(refusal({made()}, {}),
             Contains("must not decide where to go") && Contains("--target https://192.0.2.1/api/v2"));
  auto mine = aimed();
  mine.credentials = {"limits_small=secret"};
  CHECK_THAT(refusal({made()}, mine), Contains("--credential default=env:VAR") && !Contains("secret"));
}

TEST_CASE("an entry that no contract would give is refused by its number") {
  using Entry = conformance::LedgerEntry;
  const auto changed = [](std::string Entry::*member, const std::string& value) {
    Entry entry = made();
    entry.*member = value;
    return refusal({entry}, aimed());
  };
  CHECK_THAT(changed(&Entry::vendor, "nobody"), Contains("entry 1 is of a vendor that is none"));
  CHECK_THAT(changed(&Entry::operation, "list_conversations"), Contains("creates nothing"));
  CHECK_THAT(changed(&Entry::persona, "root"), Contains("persona"));
  CHECK_THAT(changed(&Entry::request, "/x"), Contains("none of its operation"));
  CHECK_THAT(changed(&Entry::path, made().request + "/c-2"), Contains("another call"));
  CHECK_THAT(changed(&Entry::id, "c-2"), Contains("another call"));
  CHECK_THAT(changed(&Entry::id, "../c-1"), Contains("another call"));
  CHECK_THAT(changed(&Entry::method, "POST"), Contains("another call"));
  CHECK_THAT(changed(&Entry::base_url, "https://user:pass@192.0.2.1"), Contains("user name or password"));
  Entry elsewhere = made();
  elsewhere.number = 2;
  elsewhere.base_url = "https://192.0.2.9/api/v2";
  CHECK_THAT(refusal({made(), elsewhere}, aimed()), Contains("entry 2 is about another host than entry 1"));
}
