// The vendors' own files hold together.
#include "framework/catch.hpp"
#include "model/load_vendor.hpp"

using namespace confab;

namespace {

source::DocumentSet spec_folder() {
  return source::DocumentSet::from_directory(std::string(CONFAB_SOURCE_DIR) + "/spec");
}

}  // namespace

TEST_CASE("every vendor's folder loads") {
  const auto documents = spec_folder();
  const auto names = spec::contract_labels(documents);
  REQUIRE_FALSE(names.empty());
  for (const std::string& name : names) {
    INFO(name);
    const spec::Vendor vendor = spec::load_vendor(documents, name);
    CHECK_FALSE(vendor.operations.empty());
    CHECK_FALSE(vendor.clauses.empty());
    CHECK(spec::load_trusted_vendor(documents, name).clauses.size() == vendor.clauses.size());
  }
}

TEST_CASE("reveng is there with its seven operations and its stream") {
  const spec::Vendor vendor = spec::load_vendor(spec_folder(), "reveng");
  std::vector<std::string> ids;
  for (const auto& operation : vendor.operations) ids.push_back(operation.id);
  CHECK(ids == std::vector<std::string>{"list_conversations", "create_conversation", "get_conversation", "send_message",
                                        "cancel_run", "confirm_tool", "stream_events"});
  const spec::StreamSpec* stream = vendor.stream("stream_events");
  REQUIRE(stream != nullptr);
  CHECK(stream->frames.size() == 17);
  CHECK(stream->stored_name(7) == "TEXT_MESSAGE_CONTENT");
  CHECK(stream->stored_code("RUN_STARTED") == 1);
}

TEST_CASE("reveng's models judge what the vendor would send") {
  const spec::Vendor vendor = spec::load_vendor(spec_folder(), "reveng");
  const std::string error = "/components/schemas/APIError";
  const source::Json good{
      {"error", {{"code", "NO_ACTIVE_RUN"}, {"message", "No Active Run"}, {"trace_id", "0af7651916cd43dd"}}}};
  CHECK(vendor.schemas->check(error, good).empty());
  source::Json bad = good;
  bad["error"]["code"] = "NO_ACTIV_RUN";
  bad["error"]["extra"] = 1;
  bad["error"].erase("trace_id");
  const auto issues = vendor.schemas->check(error, bad);
  REQUIRE(issues.size() == 3);
  std::string all;
  for (const auto& issue : issues) all += issue.pointer + ": " + issue.reason + "\n";
  INFO(all);
  CHECK(all.find("/error/code: \"NO_ACTIV_RUN\" is none of the 55 documented values (the nearest is NO_ACTIVE_RUN)") !=
        all.npos);
  CHECK(all.find("/error/extra: this property is not documented") != all.npos);
  CHECK(all.find("/error: property 'trace_id' is missing") != all.npos);
}
