#include "control/journal.hpp"

#include <thread>

#include "framework/catch.hpp"

using namespace confab;
using namespace confab::mock;
using source::Json;

namespace {
Request request(std::string_view path, std::string_view body = "") {
  Request made;
  made.method = "POST";
  made.path = path;
  made.body = body;
  return made;
}
}  // namespace

TEST_CASE("the journal keeps the last requests and counts them all") {
  Journal journal;
  for (std::size_t i = 0; i < kJournalRequests + 3; ++i) journal.record(request("/" + std::to_string(i)), 200);
  const Json json = journal.render();
  CHECK(json["recorded"] == kJournalRequests + 3);
  REQUIRE(json["requests"].size() == kJournalRequests);
  CHECK(json["requests"].front()["path"] == "/3");
  CHECK(json["requests"].back()["number"] == kJournalRequests + 3);
}

TEST_CASE("a large request is cut, wherever it is large, and says so") {
  Journal journal;
  const std::string large(1024 * 1024, 'x');
  const Field field{"X", large};
  Request headers = request("/h", "body");
  headers.fields = {&field, 1};
  journal.record(request("/b", large), 200);
  journal.record(request(large), 200);
  journal.record(headers, 200);
  journal.record(request("/small", "all"), 200);
  const Json requests = journal.render()["requests"];
  for (int i = 0; i < 3; ++i) {
    CHECK(requests[i]["truncated"] == true);
    CHECK(requests[i].dump().size() < kJournalRequestBytes + 500);
  }
  CHECK(requests[0]["body_bytes"] == large.size());
  CHECK(requests[2]["body"] == "");
  CHECK_FALSE(requests[3].contains("truncated"));
  CHECK(requests[3]["body"] == "all");
}

TEST_CASE("whatever bytes a request has, the journal is JSON") {
  Journal journal;
  const Field fields[] = {{"X-\xFF", "\xC0"}, {"Cookie", "secret"}, {"x-api-key", "secret"}, {"Empty", ""}};
  Request strange = request("/\xFF", std::string_view("\0\x01\xFE", 3));
  strange.fields = fields;
  journal.record(strange, 400);
  const std::string text = source::render_json(journal.render());
  const Json back = Json::parse(text);
  CHECK(text.find("secret") == std::string::npos);
  CHECK(back["requests"][0]["headers"][3] == Json({{"name", "Empty"}, {"value", ""}}));
}

TEST_CASE("several threads may record while another reads") {
  Journal journal;
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i) {
    writers.emplace_back([&] {
      for (int n = 0; n < 500; ++n) journal.record(request("/x", "y"), 200);
    });
  }
  for (int n = 0; n < 20; ++n) CHECK(journal.render()["requests"].size() <= kJournalRequests);
  for (std::thread& writer : writers) writer.join();
  CHECK(journal.render()["recorded"] == 2000);
}

TEST_CASE("a request without an answer yet gets its status later, if it is still kept") {
  Journal journal;
  const auto first = journal.record(request("/late"), 0);
  CHECK(journal.render()["requests"][0]["status"].is_null());
  journal.settle(first, 200);
  journal.settle(first, 500);
  CHECK(journal.render()["requests"][0]["status"] == 200);
  for (std::size_t i = 0; i < kJournalRequests; ++i) journal.record(request("/x"), 201);
  journal.settle(first, 500);
  CHECK(journal.render()["requests"].back()["status"] == 201);
}
