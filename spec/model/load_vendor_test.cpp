#include "model/small_vendor.hpp"

using namespace confab;
using namespace confab::spec::small_vendor;
using Catch::Contains;
using spec::Vendor;

TEST_CASE("operations are read in the order they were written") {
  const Vendor vendor = load();
  std::vector<std::string> ids;
  for (const auto& operation : vendor.operations) ids.push_back(operation.id);
  CHECK(ids == std::vector<std::string>{"say", "read", "watch", "first"});
}

TEST_CASE("an operation holds its parameters, body and responses, references resolved") {
  const Vendor vendor = load();
  const spec::Operation* say = vendor.operation("say");
  REQUIRE(say != nullptr);
  CHECK(say->method == "POST");
  CHECK(say->path == "/talks/{id}");
  CHECK(say->summary == "Say something");
  REQUIRE(say->parameters.size() == 3);
  CHECK(say->parameters[0].name == "id");
  CHECK(say->parameters[0].schema == "/components/parameters/Id/schema");
  CHECK(say->parameters[1].in == "query");
  CHECK_FALSE(say->parameters[1].required);
  CHECK(say->parameters[2].required);
  CHECK(say->parameters[2].schema.empty());
  CHECK(say->request_body.required);
  CHECK(vendor.schemas->check(say->request_body.content.at("application/json"), {{"text", "x"}}).empty());
  CHECK(vendor.schemas->check(say->request_body.content.at("application/json"), {{"txt", "x"}}).size() == 2);
  REQUIRE(say->response(202) != nullptr);
  CHECK(say->response(202)->content.contains("application/json"));
  REQUIRE(say->response(202)->headers.size() == 2);
  CHECK(say->response(202)->headers[0].name == "Location");
  CHECK(say->response(202)->headers[0].required);
  CHECK_FALSE(say->response(202)->headers[1].required);
  REQUIRE(say->response(404) != nullptr);
  CHECK(say->response(404)->content.at("application/json") ==
        "/components/responses/Error/content/application~1json/schema");
}

TEST_CASE("a status without a row and without default is undocumented; a body may have no schema") {
  const Vendor vendor = load();
  CHECK(vendor.operation("read")->response(404) == nullptr);
  CHECK(vendor.operation("read")->response(200)->content.at("application/json").empty());
  CHECK(vendor.operation("first")->response(204)->content.empty());
  CHECK(vendor.operation("first")->request_body.content.empty());
}

TEST_CASE("a parameter of the operation replaces that of the path") {
  auto texts =
      edited("openapi.yaml", "    get:\n      operationId: read\n",
             "    get:\n      operationId: read\n      parameters:\n        - { name: id, in: path, required: true, schema: "
             "{ type: integer } }\n");
  const Vendor vendor = spec::load_vendor(documents(texts), "chat");
  REQUIRE(vendor.operation("read")->parameters.size() == 1);
  CHECK(vendor.schemas->check(vendor.operation("read")->parameters[0].schema, 1).empty());
}

TEST_CASE("a stream holds everything its row says") {
  const Vendor vendor = load();
  const spec::StreamSpec* stream = vendor.stream("watch");
  REQUIRE(stream != nullptr);
  CHECK(stream->framing == spec::Framing::sse);
  CHECK(stream->media_type == "text/event-stream");
  CHECK(stream->name_field == "event");
  CHECK(stream->name_repeated_in == "/type");
  CHECK(stream->id.field == "id");
  CHECK(stream->id.increasing);
  CHECK(stream->payload_schema == "/components/schemas/Frame");
  CHECK(stream->frames.size() == 6);
  CHECK(stream->frames.at("RUN") == "/components/schemas/Frame");
  CHECK(stream->frames.at("PART").empty());
  CHECK(stream->data_at == "/data");
  CHECK(stream->data_schemas.at("PART") == "/components/schemas/Part");
  CHECK(stream->is_terminal("OK"));
  CHECK_FALSE(stream->is_terminal("RUN"));
  REQUIRE(stream->lanes.size() == 2);
  CHECK(stream->lanes[0].key == "/data/id");
  CHECK(stream->lanes[0].order.text() == "START PART* END");
  CHECK(stream->cut_by == std::vector<std::string>{"FAIL"});
  REQUIRE(stream->text);
  CHECK(stream->text->delta == "/data/delta");
  REQUIRE(stream->replay);
  CHECK(stream->replay->after);
  REQUIRE(stream->stored);
  CHECK(stream->stored->extra_equals == 2);
  CHECK(vendor.stream("say") == nullptr);
}

TEST_CASE("stored codes translate both ways, numbers staying numbers") {
  const Vendor vendor = load();
  const spec::StreamSpec& stream = *vendor.stream("watch");
  CHECK(stream.stored_name(1) == "RUN");
  CHECK(stream.stored_name("1") == "RUN");
  CHECK(stream.stored_name("x") == "PART");
  CHECK(stream.stored_name(99).empty());
  CHECK(stream.stored_name(nullptr).empty());
  CHECK(stream.stored_code("OK") == 2);
  CHECK(stream.stored_code("PART") == "x");
  CHECK(stream.stored_code("START") == "START");
}

TEST_CASE("without codes a stored name stands for itself") {
  const auto texts = edited("stream.yaml", "    names: { 1: RUN, 2: OK, x: PART }\n", "");
  const Vendor vendor = spec::load_vendor(documents(texts), "chat");
  CHECK(vendor.stream("watch")->stored_name("RUN") == "RUN");
  CHECK(vendor.stream("watch")->stored_name(1).empty());
  CHECK(vendor.stream("watch")->stored_code("RUN") == "RUN");
}

TEST_CASE("clauses, features and personas are found by name, in the order they were written") {
  const Vendor vendor = load();
  CHECK(vendor.title == "Chat API");
  CHECK(vendor.base_url == "https://chat.example");
  CHECK(vendor.auth_prefix == "Bearer ");
  REQUIRE(vendor.clause("chat.watch.order") != nullptr);
  CHECK(vendor.clause("chat.watch.order")->level == spec::Level::should);
  CHECK(vendor.clause("chat.watch.order")->place.line == 8);
  CHECK(vendor.clause("chat.hidden")->excluded == "Nothing a client sees depends on it.");
  CHECK(vendor.clause("chat.nope") == nullptr);
  REQUIRE(vendor.features.size() == 3);
  CHECK(vendor.features[0].name == "replay");
  CHECK(vendor.feature("agent")->by_default == spec::FeatureDefault::absent);
  CHECK(vendor.feature("extra")->by_default == spec::FeatureDefault::tried);
  REQUIRE(vendor.personas.size() == 2);
  CHECK(vendor.persona("other")->credential == "key-2");
  CHECK(vendor.persona("nope") == nullptr);
}

TEST_CASE("vendors are the folders, sorted; an unknown one gets the nearest name") {
  auto set = documents(files());
  set.add("vendors/abc/openapi.yaml", [] { return source::Document(); });
  set.add("vendors/README.yaml", [] { return source::Document(); });
  CHECK(spec::contract_labels(set) == std::vector<std::string>{"abc", "chat"});
  try {
    static_cast<void>(spec::load_vendor(set, "chta"));
    FAIL("no error");
  } catch (const source::UserError& error) {
    CHECK_THAT(error.what(), Contains("no vendor \"chta\""));
    CHECK_THAT(error.remedy(), Contains("chat"));
  }
}

TEST_CASE("a folder in a vendor's folder is a further contract with files and clauses of its own") {
  auto set = documents(files());
  for (auto [name, text] : files()) {
    for (std::size_t at = 0; name == "clauses.yaml" && (at = text.find("chat", at)) != std::string::npos; at += 11)
      text.replace(at, 4, text.at(at + 4) == '/' ? "chat/served" : "chat.served");
    const std::string path = "vendors/chat/served/" + name;
    set.add(path, [path, text] { return source::Document::parse_yaml(path, text); });
  }
  CHECK(spec::contract_labels(set) == std::vector<std::string>{"chat", "chat.served"});
  const Vendor served = spec::load_vendor(set, "chat.served");
  CHECK(served.name == "chat");
  CHECK(served.contract == "served");
  CHECK(served.label() == "chat.served");
  CHECK(served.folder() == "chat/served");
  CHECK(served.clauses.front().id == "chat.served.say.accepts");
  CHECK(spec::load_vendor(set, "chat").folder() == "chat");
  CHECK(spec::load_trusted_vendor(set, "chat.served").contract == "served");
}

TEST_CASE("the name of a frame may stand in its payload") {
  auto texts = edited("stream.yaml", "name: { field: event, repeated_in: /type }",
                      "name: { at: /k, otherwise: [ { has: /e, equals: 1, is: FAIL }, { has: /d, is: OK } ] }");
  const Vendor vendor = spec::load_vendor(documents(texts), "chat");
  const spec::StreamSpec& stream = *vendor.stream("watch");
  CHECK(stream.name_of("ignored", {{"k", "PART"}}) == "PART");
  CHECK(stream.name_of("", {{"k", 5}, {"e", 1}, {"d", 2}}) == "FAIL");
  CHECK(stream.name_of("", {{"e", 2}, {"d", 2}}) == "OK");
  CHECK(stream.name_of("", {{"e", 2}}).empty());
  CHECK(load().stream("watch")->name_of("PART", {{"k", "OK"}}) == "PART");
}

TEST_CASE("without a place for the name its rules alone give it") {
  auto texts = edited("stream.yaml", "name: { field: event, repeated_in: /type }",
                      "name: { otherwise: [ { has: /e, is: FAIL }, { is: OK } ] }");
  const spec::StreamSpec stream = *spec::load_vendor(documents(texts), "chat").stream("watch");
  CHECK(stream.name_of("PART", {{"e", nullptr}}) == "FAIL");
  CHECK(stream.name_of("PART", 5) == "OK");
}

TEST_CASE("a deployment says how credentials travel, what its own things are called, and where it is mounted") {
  auto texts = edited("deployment.yaml", "  other:",
                      "  by_query: { same_as: default, query: token, text: Elsewhere. }\n"
                      "  lower: { same_as: default, prefix: 'bearer ', text: Otherwise. }\n  other:");
  texts.at("deployment.yaml") +=
      "variables: { agent: { default: a-1, text: Who is asked. } }\nmounts: [ '', '/t/{tenant}' ]\ntrailing_slash: either\n";
  const Vendor vendor = spec::load_vendor(documents(texts), "chat");
  CHECK(vendor.persona("by_query")->credential == "key-1");
  CHECK(vendor.persona("by_query")->query == "token");
  CHECK(vendor.persona("lower")->prefix == "bearer ");
  CHECK_FALSE(vendor.persona("other")->prefix.has_value());
  CHECK(vendor.variable("agent")->by_default == "a-1");
  CHECK(vendor.variable("agnet") == nullptr);
  CHECK(vendor.mounts == std::vector<std::string>{"", "/t/{tenant}"});
  CHECK(vendor.either_slash);
  CHECK(load().mounts == std::vector<std::string>{""});
  CHECK_FALSE(load().either_slash);
}

TEST_CASE("a vendor without auth needs no personas") {
  auto texts = edited("deployment.yaml", "auth: { header: Authorization, prefix: 'Bearer ' }\n", "");
  CHECK(spec::load_vendor(documents(texts), "chat").auth_header.empty());
}

TEST_CASE("a vendor may have no streams") {
  auto texts = edited("clauses.yaml", "[stream.order.text, stream.order.run]", "[status]");
  texts.erase("stream.yaml");
  CHECK(spec::load_vendor(documents(texts), "chat").streams.empty());
}

TEST_CASE("a missing file is an error") {
  auto texts = files();
  texts.erase("clauses.yaml");
  CHECK_THROWS_AS(static_cast<void>(spec::load_vendor(documents(texts), "chat")), source::UserError);
}

TEST_CASE("loading what is trusted gives the same and does not check it") {
  const Vendor vendor = spec::load_trusted_vendor(documents(files()), "chat");
  CHECK(vendor.operations.size() == 4);
  CHECK(vendor.clauses.size() == 3);
  const auto texts = edited("clauses.yaml", "proved_by: [chat/say, status]", "proved_by: []");
  CHECK(spec::load_trusted_vendor(documents(texts), "chat").clauses.size() == 3);
}
