#include "vendors/pieces_models.hpp"

#include "framework/catch.hpp"
#include "model/load_vendor.hpp"

using namespace confab;
using namespace confab::mock;
using source::Json;

namespace {

const Time kNow{std::chrono::milliseconds{1'767'225'600'123}};  // 2026-01-01T00:00:00.123Z

Json make(const Json& seed) {
  IdSequence ids(1);
  return pieces::make_conversation(seed, ids, kNow);
}

Json two_messages() {
  return Json::parse(R"({"type": "COPILOT", "model": {"id": "given"}, "messages": [
      {"role": "USER", "fragment": {"string": {"raw": "a"}}, "created": {"value": "2024-05-16T12:00:00Z"}},
      {"role": "ASSISTANT", "fragment": {"string": {"raw": "b"}}, "model": {"id": "m", "parameters": null}}]})");
}

}  // namespace

TEST_CASE("pieces: without a seed a conversation is empty and of type COPILOT") {
  const Json made = make(nullptr);
  CHECK(made["type"] == "COPILOT");
  CHECK(made["messages"] == Json::parse(R"({"iterable": [], "indices": {}})"));
  CHECK(made["created"] == Json::parse(R"({"value": "2026-01-01T00:00:00.123000Z"})"));
  CHECK(made["updated"] == made["created"]);
  for (const char* name : {"name", "model", "deleted", "annotations", "anchors"}) CHECK_FALSE(made.contains(name));
}

TEST_CASE("pieces: the messages of a seed are inlined, in order, and refer back by id only") {
  const Json made = make(two_messages());
  const Json& messages = made["messages"];
  REQUIRE(messages["iterable"].size() == 2);
  for (int at = 0; at < 2; ++at) {
    const Json& each = messages["iterable"][at];
    CHECK(messages["indices"][each["id"].get<std::string>()] == at);
    CHECK(each["reference"]["id"] == each["id"]);
    CHECK(each["reference"]["conversation"] == Json({{"id", made["id"]}}));
  }
  const Json& first = messages["iterable"][0]["reference"];
  CHECK(first["role"] == "USER");
  CHECK(first["fragment"]["string"]["raw"] == "a");
  CHECK(first["created"]["value"] == "2024-05-16T12:00:00Z");
  CHECK(messages["iterable"][1]["reference"]["created"] == made["created"]);
}

TEST_CASE("pieces: the model is that of the last message with one, else the seed's") {
  Json seed = two_messages();
  CHECK(make(seed)["model"] == Json({{"id", "m"}}));
  seed["messages"][1].erase("model");
  CHECK(make(seed)["model"] == Json({{"id", "given"}}));
}

TEST_CASE("pieces: nulls are left out at any depth") {
  const Json made =
      make(Json::parse(R"({"type": "COPILOT", "name": null, "pipeline": {"task": null, "conversation": {}}})"));
  CHECK_FALSE(made.contains("name"));
  CHECK(made["pipeline"] == Json::parse(R"({"conversation": {}})"));
  CHECK_FALSE(make(two_messages())["messages"]["iterable"][1]["reference"]["model"].contains("parameters"));
}

TEST_CASE("pieces: annotations and anchors of a seed become references") {
  const Json made = make(Json::parse(R"({"type": "COPILOT", "annotations": [{}, {}], "anchors": [{}]})"));
  CHECK(made["annotations"]["iterable"].size() == 2);
  CHECK(made["annotations"]["indices"].size() == 2);
  CHECK(made["anchors"]["iterable"][0].size() == 1);
}

TEST_CASE("pieces: without the transferable data the messages keep everything else") {
  Json made = make(two_messages());
  pieces::drop_fragments(made);
  CHECK_FALSE(made["messages"]["iterable"][0]["reference"].contains("fragment"));
  CHECK(made["messages"]["iterable"][0]["reference"]["role"] == "USER");
}

TEST_CASE("pieces: an asset's seed is one the contract allows") {
  const spec::Vendor vendor =
      spec::load_trusted_vendor(source::DocumentSet::from_directory(CONFAB_SOURCE_DIR "/spec"), "pieces");
  const Json seed = pieces::seed_about("2254f2c8-5797-40e8-ac56-41166dc0e159");
  CHECK(vendor.schemas->check("/components/schemas/SeededConversation", seed).empty());
  CHECK(vendor.schemas->check("/components/schemas/Conversation", make(seed)).empty());
  CHECK(vendor.schemas->check("/components/schemas/Conversation", make(nullptr)).empty());
}

TEST_CASE("pieces: only a deletion is flagged") {
  CHECK(pieces::identifiers_message("x", false) == R"({"iterable":[{"conversation":{"id":"x"}}]})");
  CHECK(pieces::identifiers_message("x", true) == R"({"iterable":[{"conversation":{"id":"x"},"deleted":true}]})");
}
