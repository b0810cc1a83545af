#include "model/operation.hpp"

#include <algorithm>

#include "framework/catch.hpp"
#include "model/check_ids.hpp"
#include "model/provenance.hpp"
#include "model/reference.hpp"
#include "model/vendor.hpp"

using namespace confab::spec;

TEST_CASE("the essence of a media type has no parameters, no spaces and no capitals") {
  CHECK(essence("application/json") == "application/json");
  CHECK(essence("Application/JSON; charset=utf-8") == "application/json");
  CHECK(essence(" \ttext/event-stream\t ;q=1") == "text/event-stream");
  CHECK(essence("").empty());
  CHECK(essence(";").empty());
  CHECK(essence("   ").empty());
}

TEST_CASE("a status finds its own response first, then the default one") {
  Operation operation;
  operation.responses["200"].headers = {{"A", false}};
  CHECK(operation.response(404) == nullptr);
  operation.responses["default"].headers = {{"B", false}};
  CHECK(operation.response(200)->headers[0].name == "A");
  CHECK(operation.response(404)->headers[0].name == "B");
}

TEST_CASE("a status that has no response of its own finds that of its range before the default one") {
  Operation operation;
  operation.responses["404"].headers = {{"A", false}};
  operation.responses["4XX"].headers = {{"B", false}};
  operation.responses["default"].headers = {{"C", false}};
  CHECK(operation.response(404)->headers[0].name == "A");
  CHECK(operation.response(429)->headers[0].name == "B");
  CHECK(operation.response(500)->headers[0].name == "C");
}

TEST_CASE("levels and provenances are written and read alike") {
  for (const auto provenance : {Provenance::seed, Provenance::sdk, Provenance::source, Provenance::assumed}) {
    CHECK(parse_provenance(to_string(provenance)) == provenance);
  }
  for (const auto level : {Level::must, Level::should, Level::may}) CHECK(parse_level(to_string(level)) == level);
  CHECK_FALSE(parse_level("MUST"));
  CHECK_FALSE(parse_provenance(""));
}

TEST_CASE("check ids are those built in and one for each lane, none of them twice, no expectation among them") {
  Vendor vendor;
  Lane lane;
  lane.name = "text";
  vendor.streams["a"].lanes = {lane};
  vendor.streams["b"].lanes = {lane};
  const auto ids = check_ids(vendor);
  CHECK(ids.size() == built_in_checks().size() + 1);
  CHECK(ids.back() == "stream.order.text");
  for (const auto& expectation : expectation_checks()) {
    CHECK(std::find(ids.begin(), ids.end(), expectation.id) == ids.end());
    CHECK_FALSE(expectation.text.empty());
  }
}

TEST_CASE("references are read as URI fragments") {
  CHECK(local_pointer("#/a/b") == "/a/b");
  CHECK(local_pointer("#").value().empty());
  CHECK(local_pointer("#/a%7Bx%7d") == "/a{x}");
  CHECK_FALSE(local_pointer("/a"));
  CHECK_FALSE(local_pointer("http://x/#/a"));
  CHECK_FALSE(local_pointer("#a"));
  CHECK_FALSE(local_pointer("#/a%2"));
  CHECK_FALSE(local_pointer("#/a%g0"));
}
