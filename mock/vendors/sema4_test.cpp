#include "vendors/sema4.hpp"

#include <set>

#include "control/application_fixture.hpp"
#include "engine/engine_fixture.hpp"
#include "framework/catch.hpp"

using namespace confab;
using namespace confab::mock;
using source::Json;
using test::Answer;
using test::Client;

namespace {

const std::string kBoundary = "multipart/form-data; boundary=b";

struct Upload {
  std::string name, bytes, type = "text/plain";
};

std::string form(const std::vector<Upload>& uploads) {
  std::string body;
  for (const Upload& each : uploads) {
    body += "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + each.name +
            "\"\r\nContent-Type: " + each.type + "\r\n\r\n" + each.bytes + "\r\n";
  }
  return body + "--b--\r\n";
}

struct Sema4House {
  static std::vector<ServedVendor> served() {
    std::vector<ServedVendor> vendors;
    vendors.push_back({test::load_vendor("sema4"), {test::hears("hello", {test::say("Good day.", 3)})}});
    return vendors;
  }
  [[nodiscard]] Client as(const std::string& persona) {
    return {application, "Bearer " + test::load_vendor("sema4").persona(persona)->credential, base};
  }
  [[nodiscard]] std::string open(const std::string& name = "N") const {
    return "/" + me.post("", Json({{"name", name}}).dump()).json.at("id").get<std::string>();
  }
  [[nodiscard]] Answer upload(const std::string& id, const std::vector<Upload>& uploads) const {
    return me.send("POST", id + "/files", form(uploads), kBoundary);
  }

  std::string base = "/agents/" + test::load_vendor("sema4").variable("agent")->by_default + "/conversations";
  ManualScheduler scheduler;
  MockApplication application{served(), {.version = "test", .seed = 1, .self_check = true}, scheduler};
  Client me = as("default");
};

void check_refused(const Answer& answer, int status) {
  INFO(answer.json.dump());
  CHECK(answer.status == status);
  CHECK_FALSE(answer.code().empty());
}

}  // namespace

TEST_CASE("sema4: a deleted conversation is shown once more, and then nothing of it answers") {
  Sema4House house;
  const std::string id = house.open("Q3");
  const Answer gone = house.me.send("DELETE", id, "");
  CHECK(gone.status == 200);
  CHECK(gone.json["name"] == "Q3");
  check_refused(house.me.send("DELETE", id, ""), 404);
  for (const std::string rest : {"/messages", "/files", "/files/download/?file_ref=a", "/data-frames", "/data-frames/x"})
    check_refused(house.me.get(id + rest), 404);
  check_refused(house.me.post(id + "/messages", R"({"content":"hello"})"), 404);
  check_refused(house.me.post(id + "/stream", R"({"content":"hello"})"), 404);
}

TEST_CASE("sema4: a posted message is answered when the agent is done, and is then stored") {
  Sema4House house;
  const std::string id = house.open();
  Answer posted = house.me.post(id + "/messages", R"({"content":"hello"})");
  if (posted.reply.later) {
    house.scheduler.advance(std::chrono::seconds(10));
    auto reply = posted.reply.later->take();
    REQUIRE(reply);
    posted = Client::answered(*std::move(reply));
  }
  CHECK(posted.status == 200);
  const Json messages = house.me.get(id + "/messages").json["data"];
  REQUIRE(messages.size() == 2);
  CHECK(messages.dump().find("hello") < messages.dump().find("Good day."));
}

TEST_CASE("sema4: pages lead from one to the next while conversations are opened") {
  Sema4House house;
  std::set<std::string> all, seen;
  for (int i = 0; i < 5; ++i) all.insert(house.open().substr(1));
  std::string token;
  for (int page = 0; page < 10; ++page) {
    const Answer answer = house.me.get("?limit=2" + (token.empty() ? "" : "&next=" + token));
    for (const Json& row : answer.json["data"]) CHECK(seen.insert(row["id"]).second);
    CHECK(answer.json["has_more"] == !answer.json["next"].is_null());
    if (answer.json["next"].is_null()) break;
    token = answer.json["next"];
    CHECK_FALSE(house.open("meanwhile").empty());
  }
  for (const std::string& id : all) CHECK(seen.contains(id));
  check_refused(house.me.get("?next=nonsense"), 400);
  check_refused(house.me.get("?limit=0"), 422);
}

TEST_CASE("sema4: bytes come back as they went in, under a name that leads nowhere else") {
  Sema4House house;
  const std::string id = house.open();
  const std::string bytes("\0\r\n--b\xff", 8);
  const Answer kept =
      house.upload(id, {{"../../etc/passwd", bytes, "application/x-thing"}, {"passwd", "two"}, {"Größe.txt", "3"}});
  REQUIRE(kept.status == 200);
  CHECK(kept.json[0]["file_ref"] == "passwd");
  CHECK(kept.json[1]["file_ref"] != "passwd");
  const Answer down = house.me.get(id + "/files/download/?file_ref=passwd");
  CHECK(*down.reply.body == bytes);
  CHECK(down.reply.media_type == "application/x-thing");
  CHECK(down.header("Content-Disposition") == "attachment; filename=\"passwd\"");
  const std::string wide = house.me.get(id + "/files/download/?file_ref=Gr%C3%B6%C3%9Fe.txt").header("Content-Disposition");
  CHECK(wide.find("filename*=UTF-8''Gr%C3%B6%C3%9Fe.txt") != std::string::npos);
  for (const std::string ref : {"../passwd", "/etc/passwd", "nowhere", "%00"})
    check_refused(house.me.get(id + "/files/download/?file_ref=" + ref), 404);
  CHECK(house.me.get(house.open() + "/files").json == Json::array());
}

TEST_CASE("sema4: of an upload with one bad part nothing is kept") {
  Sema4House house;
  const std::string id = house.open();
  check_refused(house.upload(id, {{"good.txt", "1"}, {"..", "2"}}), 422);
  check_refused(house.upload(id, {}), 422);
  check_refused(house.me.send("POST", id + "/files", "{}", "application/json"), 422);
  check_refused(house.as("limits_small").send("POST", id + "/files", form({{"a", std::string(1025, 'x')}}), kBoundary), 413);
  CHECK(house.me.get(id + "/files").json == Json::array());
}

TEST_CASE("sema4: the base URL answers the contract itself, to anybody") {
  Sema4House house;
  const Client nobody{house.application, ""};
  const Answer whole = nobody.get("/");
  CHECK(whole.status == 200);
  CHECK(whole.json["components"]["schemas"].contains("Conversation"));
  CHECK(whole.json["paths"].size() >= 8);
  check_refused(nobody.get(house.base), 401);
  check_refused(house.as("other_workspace").get(""), 403);
}
