#include "control/toy_fixture.hpp"
#include "framework/catch.hpp"
#include "routing/after.hpp"
#include "routing/log_fixture.hpp"

using namespace confab;
using namespace confab::mock;
using test::text_reply;

namespace {
tl::expected<Caller, Refusal> nobody(const Request&) {
  return tl::unexpected(Refusal{Refused::unauthorized, "Nobody.", {}, {}});
}
}  // namespace

TEST_CASE("a vendor's early reply comes before the credential") {
  test::ToyManners manners{.authenticate = &nobody, .early = {}, .before_body = {}, .answer = {}};
  manners.early = [](const spec::Operation& operation) -> std::optional<Reply> {
    if (operation.id == "note") return text_reply(424, "off");
    return std::nullopt;
  };
  const test::ToyHouse house(manners);
  CHECK(house.me().post("/things", "not JSON").status == 424);
  CHECK(house.me().get("/things/1").status == 401);
  CHECK(house.me().get("/nothing").status == 404);
}

TEST_CASE("a vendor may answer a path that has no operation") {
  test::ToyManners manners;
  manners.unrouted = [](std::string_view path) -> std::optional<Reply> {
    if (path == "/thing") return text_reply(301, "");
    return std::nullopt;
  };
  const test::ToyHouse house(manners);
  CHECK(house.me().get("/thing").status == 301);
  CHECK(house.me().get("/nothing").status == 404);
  CHECK(house.me().get("/things").status == 405);
}

TEST_CASE("a vendor's reply before the body comes after the credential and the parameters") {
  test::ToyManners manners;
  manners.before_body = [](const Call& call) -> std::optional<Reply> {
    if (call.query_value("quota") == "used") return text_reply(409, "used up");
    return std::nullopt;
  };
  const test::ToyHouse house(manners);
  CHECK(house.me().post("/things?quota=used", "not JSON").status == 409);
  CHECK(house.me().post("/things", "not JSON").status == 400);
  CHECK(house.me().post("/things", "{}").status == 422);
  CHECK(house.me().post("/things", R"({"text": "a"})").status == 200);
  manners.authenticate = &nobody;
  CHECK(test::ToyHouse(manners).me().post("/things?quota=used", "x").status == 401);
}

TEST_CASE("a reply that comes later is judged and written into the journal when it comes") {
  const auto log = std::make_shared<test::Log>();
  std::function<Reply()> finish = [] { return text_reply(200, "done"); };
  test::ToyManners manners;
  manners.answer["get"] = [&](const Call&) { return after(log->reader(), finish); };
  const test::ToyHouse house(manners, {}, test::toy_vendor(), {.self_check = true});
  const auto last_status = [&] { return house.me().get("/_confab/journal").json["requests"].back()["status"]; };

  const Reply good = house.me().get("/things/1").reply;
  REQUIRE(good.later);
  CHECK(last_status().is_null());
  log->finish();
  CHECK(good.later->take()->status == 200);
  CHECK(last_status() == 200);
}

TEST_CASE("a late reply that fails or breaks the contract is our own fault") {
  auto log = std::make_shared<test::Log>();
  bool throws = true;
  test::ToyManners manners;
  manners.answer["get"] = [&](const Call&) {
    return after(log->reader(), [&throws] {
      if (throws) throw std::runtime_error("broken");
      Reply reply = text_reply(200, "x");
      reply.media_type = "text/html";
      return reply;
    });
  };
  const test::ToyHouse house(manners, {}, test::toy_vendor(), {.self_check = true});
  const Reply thrown = house.me().get("/things/1").reply;
  const Reply undeclared = house.me().get("/things/1").reply;
  log->finish();
  CHECK(*thrown.later->take()->body == "broken");
  throws = false;
  CHECK(undeclared.later->take()->status == 500);
  CHECK(house.me().get("/_confab/journal").json["requests"].back()["status"] == 500);
}

TEST_CASE("a vendor may ask for the credential before it says what a path does not offer") {
  test::ToyManners manners;
  manners.authenticate = &nobody;
  CHECK(test::ToyHouse(manners).me().send("PUT", "/things", "").status == 405);
  const test::ToyHouse strict(manners, {.name = {}, .auth_before_405 = true, .make = nullptr});
  CHECK(strict.me().send("PUT", "/things", "").status == 401);
  CHECK(strict.me().get("/nothing").status == 404);
}

TEST_CASE("each vendor has its own limit for bodies") {
  const test::ToyHouse house({}, {.name = {}, .body_limit = 7, .make = nullptr}, test::toy_vendor(), {.prefixed = true});
  CHECK(house.application->body_limit("/toy/things") == 7);
  CHECK_FALSE(house.application->body_limit("/other/things"));
  CHECK_FALSE(test::ToyHouse({}).application->body_limit("/things"));
}

TEST_CASE("a vendor's mounts and slashes are those of its deployment") {
  spec::Vendor vendor = test::toy_vendor();
  vendor.mounts = {"/api/v1", "/tenants/{tenant}/api"};
  vendor.either_slash = true;
  const test::ToyHouse house({}, {}, std::move(vendor));
  CHECK(house.me().get("/api/v1/things/1/").status == 200);
  CHECK(house.me().get("/tenants/x/api/things/1").status == 200);
  CHECK(house.me().get("/things/1").status == 404);
}

TEST_CASE("an operation that streams through a WebSocket asks for an upgrade") {
  spec::Vendor vendor = test::toy_vendor();
  spec::StreamSpec stream;
  stream.operation = "get";
  stream.framing = spec::Framing::websocket;
  vendor.streams["get"] = stream;
  const test::ToyHouse house({}, {}, std::move(vendor));
  const test::Answer refused = house.me().get("/things/1");
  CHECK(refused.status == 426);
  CHECK(refused.header("Upgrade") == "websocket");
  CHECK(refused.header("Connection") == "Upgrade");
  CHECK(refused.header("Sec-WebSocket-Version") == "13");
  CHECK(house.me().post("/things", R"({"text": "a"})").status == 200);
}
