#include "faults/respelled_json.hpp"

#include "framework/catch.hpp"

using namespace confab;
using namespace confab::mock;
using source::Json;

TEST_CASE("The same document, spelt otherwise") {
  const Json document = Json::parse(R"({"a":[1,"x\n\"é"],"b":{"c":null,"d":{}},"e":"","f":"\\"})");
  CHECK(render_reversed(document).starts_with(R"({"f":)"));
  CHECK(render_spaced(document).find('\n') == std::string::npos);
  CHECK(render_escaped(document).find("\xC3") == std::string::npos);
  CHECK(render_escaped(document).find("\\u0078") != std::string::npos);
  for (const auto& respell : {render_reversed, render_spaced, render_escaped}) {
    CHECK(respell(document) != source::render_json(document));
    CHECK(Json::parse(respell(document)) == document);
  }
}
