#include "vendors/pieces.hpp"

#include "control/application_fixture.hpp"
#include "framework/catch.hpp"

using namespace confab;
using namespace confab::mock;
using source::Json;
using test::Answer;
using test::Client;

namespace {

constexpr const char* kAsset = "2254f2c8-5797-40e8-ac56-41166dc0e159";
constexpr const char* kCreate = "/conversations/create";

struct PiecesHouse {
  static std::vector<ServedVendor> served() {
    std::vector<ServedVendor> vendors;
    vendors.push_back({test::load_vendor("pieces"), {}});
    return vendors;
  }
  [[nodiscard]] Json ids() const { return me.get("/conversations/identifiers").json["iterable"]; }

  ManualScheduler scheduler;
  MockApplication application{served(), {.version = "test", .seed = 1, .self_check = true}, scheduler};
  Client me{application, ""};
};

void check_text(const Answer& answer, int status) {
  CHECK(answer.status == status);
  CHECK(answer.reply.media_type == "text/plain; charset=utf-8");
  REQUIRE(answer.reply.body);
  CHECK_FALSE(answer.reply.body->empty());
}

}  // namespace

TEST_CASE("pieces: a conversation is created, listed and deleted by anybody") {
  PiecesHouse house;
  const Answer made = house.me.post(kCreate, R"({"type": "COPILOT", "name": "N"})");
  CHECK(made.status == 200);
  CHECK(made.json["name"] == "N");
  const std::string id = made.json["id"];
  CHECK(house.me.get("/conversations").json["iterable"][0] == made.json);
  CHECK(house.ids() == Json::array({{{"id", id}}}));
  const Answer gone = house.me.post("/conversations/" + id + "/delete");
  CHECK(gone.status == 204);
  CHECK(gone.reply.media_type.empty());
  CHECK_FALSE(gone.reply.body);
  CHECK(house.ids().empty());
  check_text(house.me.post("/conversations/" + id + "/delete"), 500);
}

TEST_CASE("pieces: no body is a seed too") {
  PiecesHouse house;
  CHECK(house.me.post(kCreate).json["type"] == "COPILOT");
}

TEST_CASE("pieces: what is wrong with a seed is a plain 500, and nothing is created") {
  PiecesHouse house;
  const std::string deep(10'000, '[');
  for (const std::string& body :
       {std::string("{}"), std::string(R"({"type": "UNKNOWN"})"), std::string(R"({"type": "COPILOT", "name": 1})"),
        std::string("{"), deep, std::string("{\"type\": \"COPILOT\", \"name\": \"\xFF\"}"),
        std::string(R"({"type": "COPILOT", "messages": [{"role": "USER"}]})")}) {
    INFO(body.substr(0, 60));
    check_text(house.me.post(kCreate, body), 500);
  }
  check_text(house.me.send("POST", kCreate, "type=COPILOT", "application/x-www-form-urlencoded"), 500);
  CHECK(house.ids().empty());
}

TEST_CASE("pieces: a conversation about an asset opens with a message and refers to it") {
  PiecesHouse house;
  const Answer made = house.me.post(std::string(kCreate) + "/from_asset/" + kAsset);
  CHECK(made.status == 200);
  const Json conversation = house.me.get("/conversations").json["iterable"][0];
  CHECK(conversation["id"] == made.json["conversation"]["id"]);
  CHECK(conversation["messages"]["iterable"][0]["reference"]["role"] == "ASSISTANT");
  CHECK(conversation["assets"]["iterable"] == Json::array({{{"id", kAsset}}}));
  check_text(house.me.post(std::string(kCreate) + "/from_asset/00000000-0000-4000-8000-000000000000"), 500);
  check_text(house.me.post(std::string(kCreate) + "/from_asset/none"), 500);
}

TEST_CASE("pieces: transferables that are no boolean count as nothing said") {
  PiecesHouse house;
  const std::string body = R"({"type": "COPILOT", "messages": [{"role": "USER", "fragment": {"string": {"raw": "x"}}}]})";
  const auto fragments = [&](const std::string& query) {
    const Answer made = house.me.post(kCreate + query, body);
    CHECK(made.status == 200);
    return made.json["messages"]["iterable"][0]["reference"].contains("fragment");
  };
  CHECK(fragments(""));
  CHECK(fragments("?transferables=true"));
  CHECK(fragments("?transferables=perhaps"));
  CHECK_FALSE(fragments("?transferables=false"));
}

TEST_CASE("pieces: an unknown path and an unknown method get the same answer") {
  PiecesHouse house;
  for (const Answer& answer :
       {house.me.get("/conversation"), house.me.get(kCreate), house.me.send("DELETE", "/conversations/x", "")}) {
    check_text(answer, 404);
    CHECK(*answer.reply.body == "Route not found");
  }
}

TEST_CASE("pieces: every answer may be read by any page") {
  PiecesHouse house;
  for (const Answer& answer : {house.me.get("/conversations"), house.me.post(kCreate, "{}"), house.me.get("/x")})
    CHECK(answer.header("Access-Control-Allow-Origin") == "*");
}

TEST_CASE("pieces: every refusal the outer rooms know is plain text") {
  PiecesHouse house;
  for (int what = 0; what <= static_cast<int>(Refused::internal); ++what) {
    check_text(Client::answered(house.application.refuse({static_cast<Refused>(what), "why", "", ""}, "/conversations")),
               what == static_cast<int>(Refused::upgrade_required)     ? 426
               : what == static_cast<int>(Refused::malformed_http)     ? 400
               : what == static_cast<int>(Refused::headers_too_large)  ? 431
               : what == static_cast<int>(Refused::too_slow)           ? 408
               : what == static_cast<int>(Refused::unknown_path)       ? 404
               : what == static_cast<int>(Refused::method_not_allowed) ? 404
                                                                       : 500);
  }
}
