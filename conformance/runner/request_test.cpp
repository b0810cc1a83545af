#include "runner/request.hpp"

#include "checks/toy_vendor.hpp"
#include "framework/catch.hpp"

using namespace confab;
using namespace confab::conformance;

namespace {

struct Fixture {
  spec::Vendor vendor = toy::vendor();
  scenarios::Scenario scenario;
  Deployment deployment;
  Fixture() {
    deployment.credentials = {{"default", "secret"}, {"other", "second"}};
    deployment.headers = {{"X-Team", "blue"}};
  }
  HttpRequest request(const scenarios::Exchange& exchange, std::string_view persona = "default") const {
    return render_request(fill_request(vendor, deployment, Values(scenario, deployment, "r"), exchange, persona));
  }
};

std::string header(const HttpRequest& request, std::string_view name) {
  std::string values;
  for (const auto& [key, value] : request.headers) {
    if (key == name) values += (values.empty() ? "" : " & ") + value;
  }
  return values;
}

scenarios::Exchange get(source::Json id) {
  scenarios::Exchange exchange;
  exchange.operation = "get";
  exchange.path = {{"id", std::move(id)}};
  return exchange;
}

}  // namespace

TEST_CASE("Path values travel as one segment each, whatever is in them") {
  const Fixture fixture;
  CHECK(fixture.request(get("a-b")).target == "/things/a-b");
  CHECK(fixture.request(get("../x?y#z %€")).target == "/things/..%2Fx%3Fy%23z%20%25%E2%82%AC");
  CHECK(fixture.request(get(7)).target == "/things/7");
  CHECK(fixture.request(get("a\r\nb")).target == "/things/a%0D%0Ab");
}

TEST_CASE("Query: null leaves out, an array repeats") {
  const Fixture fixture;
  auto exchange = get("1");
  exchange.query = {{"a", "x y"}, {"b", nullptr}, {"c", {1, 2}}};
  CHECK(fixture.request(exchange).target == "/things/1?a=x%20y&c=1&c=2");
}

TEST_CASE("A persona's credential travels as the vendor wants it; nobody has none") {
  const Fixture fixture;
  CHECK(header(fixture.request(get("1")), "Authorization") == "Key secret");
  CHECK(header(fixture.request(get("1"), "other"), "Authorization") == "Key second");
  CHECK(header(fixture.request(get("1"), "nobody"), "Authorization").empty());
  CHECK(header(fixture.request(get("1"), "nobody"), "X-Team") == "blue");
}

TEST_CASE("A step's own header replaces, and null takes away") {
  const Fixture fixture;
  auto exchange = get("1");
  exchange.headers = {{"authorization", "Key forged"}, {"x-team", nullptr}};
  const auto request = fixture.request(exchange);
  CHECK(header(request, "Authorization").empty());
  CHECK(header(request, "authorization") == "Key forged");
  CHECK(header(request, "X-Team").empty());
}

TEST_CASE("A body is JSON unless the step says otherwise") {
  const Fixture fixture;
  scenarios::Exchange exchange;
  exchange.operation = "create";
  exchange.body = source::Json::object({{"title", "t"}});
  CHECK(fixture.request(exchange).body.value() == "{\"title\":\"t\"}");
  CHECK(header(fixture.request(exchange), "Content-Type") == "application/json");
  exchange.body.reset();
  exchange.raw_body = "a=b";
  exchange.content_type = "text/plain";
  CHECK(fixture.request(exchange).body.value() == "a=b");
  CHECK(header(fixture.request(exchange), "Content-Type") == "text/plain");
  CHECK_FALSE(fixture.request(get("1")).body);
}

TEST_CASE("A stream is asked for as what it is, unless the step asks otherwise") {
  const Fixture fixture;
  auto exchange = get("1");
  exchange.operation = "events";
  CHECK(header(fixture.request(exchange), "Accept") == "text/event-stream");
  exchange.headers = {{"Accept", "application/json"}};
  CHECK(header(fixture.request(exchange), "Accept") == "application/json");
}

TEST_CASE("A request outside the contract goes out as it is written") {
  const Fixture fixture;
  scenarios::Exchange exchange;
  exchange.method = "PATCH";
  exchange.target = "/things/{id}/x?y=1";
  const auto request = fixture.request(exchange);
  CHECK(request.method == "PATCH");
  CHECK(request.target == "/things/{id}/x?y=1");
}

TEST_CASE("A persona may send another one's credential with another prefix, or in the query") {
  Fixture fixture;
  fixture.vendor.personas.push_back({"as_token", "", "", "default", "token ", ""});
  fixture.vendor.personas.push_back({"in_query", "", "", "default", "", "x-key"});
  const auto prefixed = fixture.request(get("1"), "as_token");
  CHECK(header(prefixed, "Authorization") == "token secret");
  const auto queried = fixture.request(get("1"), "in_query");
  CHECK(header(queried, "Authorization").empty());
  CHECK(queried.target == "/things/1?x-key=secret");
}

TEST_CASE("A vendor without credentials is sent none") {
  Fixture fixture;
  fixture.vendor.auth_header.clear();
  const auto made = fixture.request(get("1"));
  CHECK(header(made, "Authorization").empty());
  CHECK(header(made, "X-Team") == "blue");
}

TEST_CASE("Parts travel as a form, with references filled in") {
  Fixture fixture;
  scenarios::Exchange exchange = get("1");
  exchange.parts = {{"files", "a b.txt", "text/plain", "run ${run.id}"}, {"note", std::nullopt, "", "plain"}};
  const auto made = fixture.request(exchange);
  CHECK(header(made, "Content-Type") == "multipart/form-data; boundary=confab-part-0");
  CHECK(made.body->find("name=\"files\"; filename=\"a b.txt\"\r\nContent-Type: text/plain\r\n\r\nrun r\r\n") !=
        std::string::npos);
  CHECK(made.body->find("name=\"note\"\r\n\r\nplain\r\n--confab-part-0--\r\n") != std::string::npos);
}
