#include "vendors/waldur_listing.hpp"

#include "framework/catch.hpp"

namespace confab::mock::waldur {

namespace {

using source::Json;
using std::chrono::milliseconds;

Time at(int time) {
  return Time(milliseconds(time));
}

const Person kOwner{.user = std::string(32, 'a'),
                    .username = "eva",
                    .first_name = "Eva",
                    .last_name = "Peeters",
                    .email = "e.p@ordbok-gent.be",
                    .reads_all = false};

ThreadRow row(const std::string& id, int created, int modified) {
  ThreadRow result;
  result.id = id;
  result.created = at(created);
  result.modified = at(modified);
  return result;
}

std::string sorted(const Query& query) {
  std::vector<ThreadRow> rows = {row("a", 1, 9), row("b", 2, 3), row("c", 2, 3), row("d", 4, 3)};
  parse_thread_query(query)->sort(rows);
  std::string ids;
  for (const auto& each : rows) ids += each.id;
  return ids;
}

bool takes(const Query& query, const ThreadRow& thread) {
  return parse_thread_query(query)->takes(thread, kOwner);
}

std::optional<Page> page_of(const Query& query, std::size_t count, std::string_view host = "h:1") {
  const Field field{"Host", host};
  const Request request{.method = "GET", .path = "/api/chat-threads/", .query = "", .fields = {&field, 1}, .body = ""};
  return cut_page(request, query, count);
}

std::string range(const Query& query, std::size_t count) {
  const auto page = page_of(query, count);
  return page ? std::to_string(page->begin) + "-" + std::to_string(page->end) : "none";
}

std::string link(const Query& query, std::size_t count) {
  return page_of(query, count)->headers.at(1).second;
}

}  // namespace

TEST_CASE("Waldur's threads are sorted by what o says, the newest first if it says nothing") {
  CHECK(sorted({}) == "dcba");
  CHECK(sorted({{"o", ""}}) == "dcba");
  CHECK(sorted({{"o", "created"}}) == "abcd");
  CHECK(sorted({{"o", "-created"}}) == "dcba");
  CHECK(sorted({{"o", "modified"}}) == "bcda");
  CHECK(sorted({{"o", "-modified"}}) == "adcb");
  CHECK(sorted({{"o", "created"}, {"o", "-created"}}) == "dcba");
  CHECK(sorted({{"o", "modified,-created"}}) == "dbca");
}

TEST_CASE("values a filter cannot have are told by parameter, all at once") {
  const auto refused = parse_thread_query({{"created", "yesterday"},
                                           {"modified", "2026-02-31"},
                                           {"user", "x"},
                                           {"max_severity", "huge"},
                                           {"o", "colour,created"}});
  REQUIRE_FALSE(refused);
  for (const auto* name : {"created", "modified", "user", "max_severity", "o"}) {
    CHECK(refused.error().at(name).at(0).is_string());
  }
  for (const auto* day : {"2026-1-01", "2026-01-1x", "0000-01-01", "2026-13-01", "2026-00-10", "-026-01-01", "2026/01/01"}) {
    CHECK_FALSE(parse_thread_query({{"created", day}}));
  }
  CHECK(parse_thread_query({{"created", "2024-02-29"}, {"user", "AAAAAAAA-AAAA-AAAA-AAAA-AAAAAAAAAAAA"}})->user ==
        std::string(32, 'a'));
}

TEST_CASE("filters of threads") {
  ThreadRow thread = row("a", 0, 86400000);
  thread.name = "Striped Animals";
  thread.archived = true;
  CHECK(takes({}, thread));
  CHECK(takes({{"created", "1970-01-01"}, {"modified", "1970-01-02"}}, thread));
  CHECK_FALSE(takes({{"created", "1970-01-02"}}, thread));
  CHECK(takes({{"is_archived", "True"}}, thread));
  CHECK_FALSE(takes({{"is_archived", "false"}}, thread));
  CHECK(takes({{"is_archived", "0"}, {"is_flagged", "no"}}, thread));
  CHECK_FALSE(takes({{"is_flagged", "true"}}, thread));
  CHECK(takes({{"max_severity", "none"}}, thread));
  CHECK_FALSE(takes({{"max_severity", "low"}}, thread));
  CHECK_FALSE(takes({{"user", std::string(32, 'b')}}, thread));
  for (const auto* part : {"sTRIPED an", "EVA", "peet", "ordbok"}) CHECK(takes({{"query", part}}, thread));
  CHECK_FALSE(takes({{"query", "quagga"}}, thread));
}

TEST_CASE("pages by number") {
  CHECK(range({}, 25) == "0-10");
  CHECK(range({{"page", "3"}}, 25) == "20-25");
  CHECK(range({{"page", "last"}}, 25) == "20-25");
  CHECK(range({{"page", "1"}}, 0) == "0-0");
  CHECK(range({{"page_size", "301"}}, 400) == "0-300");
  for (const auto* size : {"0", "-5", "many", "", "1.5"}) CHECK(range({{"page_size", size}}, 25) == "0-10");
  for (const auto* page : {"4", "0", "-1", "two", "99999999999999999999999"}) CHECK(range({{"page", page}}, 25) == "none");
}

TEST_CASE("links lead to the first, previous, next and last page and keep the other parameters") {
  CHECK(page_of({}, 3)->headers.at(0) == std::pair<std::string, std::string>("X-Result-Count", "3"));
  CHECK(link({}, 0) == "<http://h:1/api/chat-threads/>; rel=\"first\", <http://h:1/api/chat-threads/>; rel=\"last\"");
  CHECK(link({{"o", "created,modified"}, {"page", "2"}, {"page_size", "1"}}, 3) ==
        "<http://h:1/api/chat-threads/?o=created%2Cmodified&page_size=1>; rel=\"first\", "
        "<http://h:1/api/chat-threads/?o=created%2Cmodified&page_size=1>; rel=\"prev\", "
        "<http://h:1/api/chat-threads/?o=created%2Cmodified&page_size=1&page=3>; rel=\"next\", "
        "<http://h:1/api/chat-threads/?o=created%2Cmodified&page_size=1&page=3>; rel=\"last\"");
  CHECK(page_of({}, 1, "evil>,\"")->headers.at(1).second.starts_with("<http://localhost/api/"));
}

TEST_CASE("field picks the fields it names, if it names any that is known") {
  const Json whole = {{"uuid", "x"}, {"name", "n"}};
  CHECK(sparse(whole, {}) == whole);
  CHECK(sparse(whole, {{"field", "uuid"}, {"field", "colour"}}) == Json{{"uuid", "x"}});
  CHECK(sparse(whole, {{"field", "colour"}}) == whole);
  CHECK(sparse(whole, {{"field", "uuid,name"}}) == whole);
}

TEST_CASE("a UUID is understood with its hyphens and without, in any case") {
  CHECK(plain_uuid("6F1C0C5E-7f1c-4d3a-9b2e-5a6c7d8e9f01") == "6f1c0c5e7f1c4d3a9b2e5a6c7d8e9f01");
  CHECK(plain_uuid("6f1c0c5e7f1c4d3a9b2e5a6c7d8e9f01") == "6f1c0c5e7f1c4d3a9b2e5a6c7d8e9f01");
  for (const auto* text : {"", "x", "6f1c0c5e-7f1c4d3a-9b2e-5a6c7d8e9f01-", "6f1c0c5e7f1c4d3a9b2e5a6c7d8e9f0g"}) {
    CHECK_FALSE(plain_uuid(text));
  }
}

}  // namespace confab::mock::waldur
