#include "control/mock_application.hpp"

#include "control/application_fixture.hpp"
#include "engine/engine_fixture.hpp"
#include "framework/catch.hpp"
#include "source/user_error.hpp"

using namespace confab;
using namespace confab::mock;
using source::Json;
using test::Answer;
using test::Client;

namespace {

std::vector<ServedVendor> one_vendor() {
  std::vector<ServedVendor> vendors;
  vendors.push_back({test::load_vendor(), {test::hears("fast", {test::say("x")})}});
  return vendors;
}

// Two of the same contract, told apart by their place.
std::vector<ServedVendor> two_vendors() {
  std::vector<ServedVendor> vendors = one_vendor();
  vendors.push_back({test::load_vendor(), {}});
  return vendors;
}

const std::string kKey = "confab-reveng-default";

}  // namespace

TEST_CASE("one vendor is served at the root, several below their names") {
  ManualScheduler scheduler;
  MockApplication alone(one_vendor(), {.self_check = true}, scheduler);
  CHECK(Client(alone, kKey).get("/v2/conversations").status == 200);
  CHECK(Client(alone, kKey).get("/reveng/v2/conversations").status == 404);

  MockApplication several(two_vendors(), {.self_check = true}, scheduler);
  CHECK(Client(several, kKey).get("/reveng/v2/conversations").status == 200);
  CHECK(Client(several, kKey).get("/reveng/nothing").code() == "NOT_FOUND");
  CHECK(Client(several, kKey).get("/reveng").code() == "NOT_FOUND");
}

TEST_CASE("where no vendor is served the answer names those that are") {
  ManualScheduler scheduler;
  MockApplication several(two_vendors(), {.self_check = true}, scheduler);
  for (const char* path : {"/v2/conversations", "/revengx/v2/conversations", "/", "*"}) {
    const Answer answer = Client(several, kKey).get(path);
    CHECK(answer.status == 404);
    CHECK(answer.json["error"].get<std::string>().find("/reveng") != std::string::npos);
  }
  CHECK(several.refuse({Refused::body_too_large, "too large", "", ""}, "").status == 413);
}

TEST_CASE("health tells name, version and where each vendor is") {
  ManualScheduler scheduler;
  MockApplication alone(one_vendor(), {.version = "1.2.3"}, scheduler);
  const Answer health = Client(alone, "").get("/_confab/health");
  CHECK(health.status == 200);
  CHECK(health.json["name"] == "confab");
  CHECK(health.json["version"] == "1.2.3");
  CHECK(health.json["vendors"] == Json::parse(R"([{"name": "reveng", "base": "/"}])"));
  MockApplication several(two_vendors(), {}, scheduler);
  CHECK(Client(several, "").get("/_confab/health").json["vendors"][0]["base"] == "/reveng");
}

TEST_CASE("reset drops conversations and journal") {
  ManualScheduler scheduler;
  MockApplication application(one_vendor(), {.seed = 1}, scheduler);
  const Client me(application, kKey);
  const Json made = me.post("/v2/conversations", "{}").json;
  const Answer reset = me.post("/_confab/reset");
  CHECK(reset.status == 204);
  CHECK(reset.reply.body == nullptr);
  CHECK(reset.reply.media_type.empty());
  CHECK(me.get("/v2/conversations").json.empty());
  CHECK(me.post("/v2/conversations", "{}").json == made);
  CHECK(me.get("/_confab/journal").json["recorded"] == 2);
}

TEST_CASE("control pages know their methods, and other pages do not exist") {
  ManualScheduler scheduler;
  MockApplication application(one_vendor(), {}, scheduler);
  const Client me(application, "");
  CHECK(me.get("/_confab/reset").status == 405);
  CHECK(me.get("/_confab/reset").header("Allow") == "POST");
  CHECK(me.post("/_confab/health").status == 405);
  CHECK(me.get("/_confab/other").status == 404);
}

TEST_CASE("without the control interface its paths are the vendor's own") {
  ManualScheduler scheduler;
  MockApplication application(one_vendor(), {.control = false}, scheduler);
  CHECK(Client(application, kKey).get("/_confab/health").code() == "NOT_FOUND");
  CHECK(Client(application, kKey).post("/_confab/reset").code() == "NOT_FOUND");
}

TEST_CASE("the journal shows what was asked and answered, without credentials") {
  ManualScheduler scheduler;
  MockApplication application(one_vendor(), {}, scheduler);
  const Client me(application, kKey);
  (void)me.post("/v2/conversations?api_key=hidden&x=1", R"({"title": "T"})");
  (void)me.get("/nowhere");
  (void)application.refuse({Refused::malformed_http, "", "", ""}, "/broken?token=hidden");
  const Answer journal = me.get("/_confab/journal");
  CHECK(journal.status == 200);
  CHECK(journal.reply.body->find(kKey) == std::string::npos);
  CHECK(journal.reply.body->find("hidden") == std::string::npos);
  const Json requests = journal.json["requests"];
  REQUIRE(requests.size() == 3);
  CHECK(requests[0]["method"] == "POST");
  CHECK(requests[0]["path"] == "/v2/conversations");
  CHECK(requests[0]["query"] == "api_key=[redacted]&x=1");
  CHECK(requests[0]["body"] == R"({"title": "T"})");
  CHECK(requests[0]["status"] == 201);
  CHECK(requests[0]["headers"][1] == Json({{"name", "Authorization"}, {"value", "[redacted]"}}));
  CHECK(requests[1]["status"] == 404);
  CHECK(requests[2]["status"] == 400);
  CHECK(requests[2]["path"] == "/broken");
}

TEST_CASE("a vendor the mock cannot play is the user's fault") {
  ManualScheduler scheduler;
  auto vendors = one_vendor();
  vendors[0].vendor.name = "revenge";
  CHECK_THROWS_AS(MockApplication(std::move(vendors), {}, scheduler), source::UserError);
  auto unknown = one_vendor();
  unknown[0].vendor.operations[0].id = "list_everything";
  CHECK_THROWS_AS(MockApplication(std::move(unknown), {}, scheduler), source::UserError);
  auto silent = one_vendor();
  silent[0].vendor.streams.clear();
  CHECK_THROWS_AS(MockApplication(std::move(silent), {}, scheduler), source::UserError);
}

TEST_CASE("with the self-check an answer that breaks the contract becomes a 500, and so does all that follows") {
  ManualScheduler scheduler;
  auto vendors = one_vendor();
  for (spec::Operation& operation : vendors[0].vendor.operations) {
    if (operation.id == "create_conversation")
      operation.responses["201"].content["application/json"] = "/components/schemas/StatusResponse";
  }
  MockApplication application(std::move(vendors), {.self_check = true}, scheduler);
  const Client me(application, kKey);
  CHECK(me.get("/v2/conversations").status == 200);
  const Answer made = me.post("/v2/conversations", "{}");
  CHECK(made.code() == "INTERNAL_ERROR");
  CHECK(made.json["error"]["detail"].get<std::string>().find("create_conversation 201") == 0);
  CHECK(me.get("/v2/conversations").code() == "INTERNAL_ERROR");
}

TEST_CASE("with the self-check a stream that breaks the contract turns later answers into a 500") {
  using Break = void (*)(spec::StreamSpec&);
  const Break breaks[] = {
      [](spec::StreamSpec& spec) { spec.frames.erase("TEXT_MESSAGE_START"); },
      [](spec::StreamSpec& spec) { spec.frames["RUN_STARTED"] = "/components/schemas/StatusResponse"; },
      [](spec::StreamSpec& spec) { spec.data_schemas["RUN_STARTED"] = "/components/schemas/TextMessageInner"; },
      [](spec::StreamSpec& spec) { spec.name_repeated_in = "/name"; },
      [](spec::StreamSpec& spec) { spec.id.repeated_in = "/id"; },
      [](spec::StreamSpec& spec) { spec.run = *automaton::Expression::parse("RUN_STARTED RUN_FINISHED"); },
      [](spec::StreamSpec& spec) {
        spec.lanes[0].order = *automaton::Expression::parse("TEXT_MESSAGE_START TEXT_MESSAGE_END TEXT_MESSAGE_CONTENT");
      },
  };
  const Break broken = GENERATE_COPY(from_range(std::begin(breaks), std::end(breaks)));
  ManualScheduler scheduler;
  auto vendors = one_vendor();
  broken(vendors[0].vendor.streams.at("stream_events"));
  MockApplication application(std::move(vendors), {.self_check = true}, scheduler);
  const Client me(application, kKey);
  const std::string mine =
      "/v2/conversations/" + me.post("/v2/conversations", "{}").json.at("conversation_uuid").get<std::string>();
  CHECK(me.post(mine + "/messages", R"({"content": "fast"})").status == 202);
  const Answer stream = me.get(mine + "/events");
  REQUIRE(stream.reply.stream);
  CHECK(test::read_frames(*stream.reply.stream).size() == 5);
  CHECK(me.get(mine).code() == "INTERNAL_ERROR");
}

TEST_CASE("without the self-check nothing is judged") {
  ManualScheduler scheduler;
  auto vendors = one_vendor();
  vendors[0].vendor.streams.at("stream_events").frames.clear();
  MockApplication application(std::move(vendors), {.self_check = false}, scheduler);
  const Client me(application, kKey);
  const std::string mine =
      "/v2/conversations/" + me.post("/v2/conversations", "{}").json.at("conversation_uuid").get<std::string>();
  (void)me.post(mine + "/messages", R"({"content": "fast"})");
  CHECK(test::read_frames(*me.get(mine + "/events").reply.stream).size() == 5);
  CHECK(me.get(mine).status == 200);
}

TEST_CASE("a stop ends streams while requests are still answered") {
  ManualScheduler scheduler;
  MockApplication application(one_vendor(), {.self_check = true}, scheduler);
  const Client me(application, kKey);
  const std::string mine =
      "/v2/conversations/" + me.post("/v2/conversations", "{}").json.at("conversation_uuid").get<std::string>();
  const Answer stream = me.get(mine + "/events");
  CHECK_FALSE(stream.reply.stream->take(1).finished);
  application.stop();
  CHECK(stream.reply.stream->take(1).finished);
  CHECK(me.get(mine).status == 200);
}
