#include "model/stream_spec.hpp"

#include "framework/catch.hpp"

using namespace confab::spec;
using confab::source::Json;

TEST_CASE("a frame without a name of its own is named by what its payload holds") {
  StreamSpec stream;
  stream.name_field = "/k";
  stream.name_otherwise = {{"/gone", "deleted", true}, {"/e", "error"}, {"", "changed"}};
  CHECK(stream.name_of("", {{"k", "x"}}) == "x");
  CHECK(stream.name_of("", {{"gone", true}}) == "deleted");
  CHECK(stream.name_of("", {{"gone", false}}) == "changed");
  CHECK(stream.name_of("", {{"gone", "true"}, {"e", nullptr}}) == "error");
  CHECK(stream.name_of("", Json::array()) == "changed");
  stream.name_otherwise.pop_back();
  CHECK(stream.name_of("", Json::object()).empty());
}
