#include "control/toy_fixture.hpp"
#include "framework/catch.hpp"

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
