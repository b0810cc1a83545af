// What RevEng.AI refuses, and to whom.
#include <cctype>
#include <set>
#include <tuple>

#include "vendors/reveng_fixture.hpp"

using namespace confab;
using namespace confab::mock;
using test::Answer;
using test::check_envelope;
using test::Client;
using test::Json;
using test::kUnknown;
using test::RevengHouse;

TEST_CASE("reveng: conversations of others do not exist, by any operation") {
  RevengHouse house;
  const Client other = house.as("second_user");
  const std::string mine = house.open();
  for (const std::string& conversation : {mine, std::string(kUnknown)}) {
    check_envelope(other.get(conversation), 404, "CONVERSATION_NOT_FOUND");
    check_envelope(other.get(conversation + "/events"), 404, "CONVERSATION_NOT_FOUND");
    check_envelope(other.get(conversation + "/events?last_event_id=0"), 404, "CONVERSATION_NOT_FOUND");
    check_envelope(other.post(conversation + "/messages", R"({"content": "x"})"), 404, "CONVERSATION_NOT_FOUND");
    check_envelope(other.post(conversation + "/cancel"), 404, "CONVERSATION_NOT_FOUND");
    check_envelope(other.post(conversation + "/confirm", R"({"approved": true})"), 404, "CONVERSATION_NOT_FOUND");
  }
  CHECK(other.get("/v2/conversations").json == Json::array());
  CHECK(house.me.get("/v2/conversations").json.size() == 1);
}

TEST_CASE("reveng: a key works bare and as a bearer token, for the same user") {
  RevengHouse house;
  const std::string mine = house.open();
  const std::string key = test::load_vendor().persona("default")->credential;
  for (const std::string& credential :
       {"Bearer " + key, "bearer  " + key, house.as("bearer").get(mine).status == 200 ? key : ""}) {
    CHECK(Client(house.application, credential).get(mine).status == 200);
  }
}

TEST_CASE("reveng: without a valid credential everything is 401, before anything else is looked at") {
  RevengHouse house;
  for (const std::string credential : {"", "Bearer", "Bearer ", "nobody", "Basic x", "Token x"}) {
    const Client client(house.application, credential);
    check_envelope(client.get("/v2/conversations"), 401, "UNAUTHORIZED");
    check_envelope(client.post("/v2/conversations/nonsense/messages", "["), 401, "UNAUTHORIZED");
    CHECK_FALSE(client.get("/v2/conversations").header("WWW-Authenticate").empty());
  }
  check_envelope(house.as("expired").post("/v2/conversations", "["), 401, "TOKEN_EXPIRED");
}

TEST_CASE("reveng: faults of a request are told in the documented order") {
  RevengHouse house;
  const std::string bad = "/v2/conversations/nonsense/messages";
  const std::string unknown = std::string(kUnknown) + "/messages";
  check_envelope(house.me.send("POST", bad, "x", "text/plain"), 400, "INVALID_CONVERSATION_ID");
  check_envelope(house.me.send("POST", unknown, "[", "text/plain"), 415, "UNSUPPORTED_MEDIA_TYPE");
  check_envelope(house.me.post(unknown, "["), 400, "BAD_REQUEST");
  check_envelope(house.me.post(unknown), 400, "BAD_REQUEST");
  check_envelope(house.me.post(unknown, "{}"), 422, "VALIDATION_FAILED");
  check_envelope(house.me.post(unknown, R"({"content": " \n\t"})"), 400, "BAD_REQUEST");
  check_envelope(house.as("no_access").post(unknown, R"({"content": "x"})"), 404, "CONVERSATION_NOT_FOUND");
  check_envelope(house.me.get(std::string(kUnknown) + "/events?last_event_id=x"), 422, "VALIDATION_FAILED");
  check_envelope(house.me.get("/v2/conversations/nonsense/events?last_event_id=x"), 400, "INVALID_CONVERSATION_ID");
}

TEST_CASE("reveng: personas without access or credits cannot send, but everything else") {
  RevengHouse house;
  for (const auto& [persona, status, code] :
       {std::tuple{"no_access", 403, "ACCESS_DENIED"}, {"no_credits", 402, "INSUFFICIENT_CREDITS"}}) {
    const Client client = house.as(persona);
    const std::string mine =
        "/v2/conversations/" + client.post("/v2/conversations", "{}").json.at("conversation_uuid").get<std::string>();
    check_envelope(client.post(mine + "/messages", R"({"content": "fast"})"), status, code);
    CHECK(client.get(mine).json["events"] == Json::array());
  }
}

TEST_CASE("reveng: every user has a number of their own") {
  RevengHouse house;
  std::set<int> numbers;
  for (const char* persona : {"default", "second_user", "no_credits", "no_access"}) {
    numbers.insert(house.as(persona).post("/v2/conversations", "{}").json.at("user_id").get<int>());
  }
  CHECK(numbers.size() == 4);
  CHECK(numbers.count(house.as("bearer").post("/v2/conversations", "{}").json.at("user_id").get<int>()) == 1);
}

TEST_CASE("reveng: hostile bodies get a clear answer and leave no conversation behind") {
  RevengHouse house;
  const std::string deep(1024 * 1024, '[');
  std::string crowded = "{\"a\": null";
  for (int i = 0; crowded.size() < 1'000'000; ++i) crowded += ",\"k" + std::to_string(i) + "\": null";
  crowded += "}";
  const std::pair<std::string, int> bodies[] = {{deep, 400},
                                                {crowded, 422},
                                                {"{\"title\": \"\xFF\xFE\"}", 400},
                                                {R"({"title": "\ud83e"})", 400},
                                                {R"({"title": 1})", 422},
                                                {R"({"title": "x", "extra": 1})", 422},
                                                {R"({"context": {"analysis_id": 99999999999999999999}})", 422},
                                                {R"({"context": {"analysis_id": 1e999}})", 400},
                                                {R"({"context": {"analysis_id": true}})", 422},
                                                {R"({"context": []})", 422},
                                                {"null", 422},
                                                {"\xEF\xBB\xBF{", 400}};
  for (const auto& [body, status] : bodies) {
    INFO(body.substr(0, 60));
    check_envelope(house.me.post("/v2/conversations", body), status, status == 400 ? "BAD_REQUEST" : "VALIDATION_FAILED");
  }
  CHECK(house.me.get("/v2/conversations").json.empty());
  CHECK(house.me.post("/v2/conversations", R"({"title": "a\u0000b", "title": "c\u0000d"})").json["title"] ==
        std::string("c\0d", 3));
}

TEST_CASE("reveng: a path that is not offered, or not with this method, says so") {
  RevengHouse house;
  check_envelope(house.me.get("/v3/conversations"), 404, "NOT_FOUND");
  check_envelope(house.me.get("/"), 404, "NOT_FOUND");
  const Answer put = house.me.send("PUT", "/v2/conversations", "{}");
  check_envelope(put, 405, "METHOD_NOT_ALLOWED");
  CHECK(put.header("Allow") == "GET, POST");
}

TEST_CASE("reveng: resume ids that are no 64-bit number are refused") {
  RevengHouse house;
  const std::string conversation = house.open();
  for (const char* id : {"", "x", "1.5", "1e3", "%2B1", "9223372036854775808", "0x1", "1%20"}) {
    check_envelope(house.events(conversation, std::string("?last_event_id=") + id), 422, "VALIDATION_FAILED");
  }
  for (const char* id : {"0", "-1", "9223372036854775807", "-9223372036854775808"}) {
    CHECK(house.events(conversation, std::string("?last_event_id=") + id).status == 200);
  }
}

TEST_CASE("reveng: every refusal the outer rooms know has its envelope") {
  RevengHouse house;
  for (int what = 0; what <= static_cast<int>(Refused::internal); ++what) {
    const Answer answer = Client::answered(house.application.refuse({static_cast<Refused>(what), "why", "", ""}, "/v2/x"));
    const bool other = static_cast<Refused>(what) == Refused::bad_query_parameter;  // the vendor's 422
    CHECK(answer.status == (other ? 422 : status_of(static_cast<Refused>(what))));
    check_envelope(answer, answer.status, answer.code());
    CHECK(answer.json["error"]["detail"] == "why");
  }
}
