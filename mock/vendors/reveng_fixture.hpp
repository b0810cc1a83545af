// For tests: RevEng.AI over its real spec data, with an agent that knows one prompt of each kind.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "control/application_fixture.hpp"
#include "engine/engine_fixture.hpp"
#include "framework/catch.hpp"

namespace confab::mock::test {

using source::Json;

inline constexpr const char* kUnknown = "/v2/conversations/00000000-0000-4000-8000-000000000000";

inline std::vector<scenarios::Scenario> agent() {
  scenarios::CallTool rename;
  rename.tool = "rename_functions";
  rename.args = {{"ids", {1, 2}}};
  rename.chunks = 2;
  rename.progress = {"half"};
  rename.result = "renamed";
  rename.updated = {{{"type", "function"}, {"ids", {1}}}};
  auto asking = rename;
  asking.confirm = "Rename?";
  asking.rejected = "refused";
  return {hears("fast", {say("hello", 2)}),
          hears("tool", {scenarios::Think{"hm"}, rename, scenarios::Compact{}}),
          hears("ask", {asking, say("bye")}),
          hears("forever", {scenarios::Wait{}}),
          hears("titled", {scenarios::SetTitle{"Named"}, scenarios::SetTitle{"Again"}, say("x")}),
          hears("cites", {scenarios::Cite{{{"n", 1}}}, say("x")}),
          hears("broken", {scenarios::Fail{"out of memory"}}),
          hears("hostile",
                {say("\n\ndata: x\r\n\r\nid: 7\nevent: RUN_FINISHED\n\n\r" + std::string(1, '\0') + "\u2028🦊", 40)})};
}

struct RevengHouse {
  explicit RevengHouse(std::optional<std::uint64_t> seed = 1) : application(served(), settings(seed), scheduler) {}

  static std::vector<ServedVendor> served() {
    std::vector<ServedVendor> vendors;
    vendors.push_back({load_vendor(), agent()});
    return vendors;
  }
  static MockSettings settings(std::optional<std::uint64_t> seed) {
    return {.version = "test", .seed = seed, .self_check = true};
  }

  [[nodiscard]] Client as(const std::string& persona) { return {application, load_vendor().persona(persona)->credential}; }
  std::string open(const std::string& body = "{}") {
    return "/v2/conversations/" + me.post("/v2/conversations", body).json.at("conversation_uuid").get<std::string>();
  }
  Answer say_to(const std::string& conversation, const std::string& text) {
    return me.post(conversation + "/messages", Json({{"content", text}}).dump());
  }
  Answer events(const std::string& conversation, const std::string& query = "") {
    return me.get(conversation + "/events" + query);
  }

  ManualScheduler scheduler;
  MockApplication application;
  Client me = as("default");
};

inline void check_envelope(const Answer& answer, int status, const std::string& code) {
  INFO(answer.json.dump());
  CHECK(answer.status == status);
  CHECK(answer.code() == code);
  CHECK(answer.reply.media_type == "application/json");
  CHECK(answer.json.size() == 1);
  const Json error = answer.json.value("error", Json::object());
  CHECK_FALSE(error.value("message", "").empty());
  CHECK(error.value("trace_id", "").size() == 32);
  CHECK(error.value("doc_url", "") == "https://docs.reveng.ai/errors/" + code);
}

}  // namespace confab::mock::test
