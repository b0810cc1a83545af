#include "checks/stored_events.hpp"

#include "checks/toy_vendor.hpp"
#include "framework/catch.hpp"

using namespace confab;
using namespace confab::conformance;
using source::Json;

namespace {

const spec::Vendor& vendor() {
  static const spec::Vendor made = toy::vendor();
  return made;
}

const spec::StreamSpec& stream() {
  return *vendor().stream("events");
}

Json item(int id, int code, Json data = Json::object(), bool mine = false) {
  return {{"n", id}, {"code", code}, {"data", std::move(data)}, {"mine", mine}, {"at", "2024-01-01T00:00:00Z"}};
}

Json body(std::vector<Json> items) {
  return {{"id", "1"}, {"events", std::move(items)}};
}

const Json kMessage = {{"m", "m1"}};

}  // namespace

TEST_CASE("Stored events get the names their codes stand for; the user's own are left out") {
  const auto events = stored_events(*stream().stored, body({item(1, 3, kMessage, true), item(2, 1), item(3, 77)}));
  REQUIRE(events->size() == 2);
  CHECK((*events)[0].name == "START");
  CHECK((*events)[0].id == "2");
  CHECK((*events)[0].time == "2024-01-01T00:00:00Z");
  CHECK((*events)[1].name.empty());
}

TEST_CASE("null is an empty history, and a body without one is none") {
  CHECK(stored_events(*stream().stored, Json{{"events", nullptr}})->empty());
  CHECK_FALSE(stored_events(*stream().stored, Json{{"events", 3}}));
  CHECK_FALSE(stored_events(*stream().stored, Json::array()));
  CHECK_FALSE(check_stored_order(stream(), Json{{"events", nullptr}}));
}

TEST_CASE("A history of two runs, the second still going on, keeps the order") {
  const auto finding =
      check_stored_order(stream(), body({item(1, 1), item(2, 2, kMessage), item(3, 3, kMessage), item(4, 4, kMessage),
                                         item(5, 5), item(6, 3, kMessage, true), item(7, 1), item(8, 2, kMessage)}));
  CHECK(finding->holds);
}

TEST_CASE("A stored event out of order, or with an unknown code, is named") {
  const auto early = check_stored_order(stream(), body({item(1, 1), item(2, 3, kMessage), item(3, 5)}));
  CHECK_FALSE(early->holds);
  CHECK(early->expected == "SAY_BEGIN for m1");
  CHECK(early->actual.find("stored event 1 (SAY, id 2)") == 0);
  const auto unknown = check_stored_order(stream(), body({item(1, 1), item(2, 99)}));
  CHECK(unknown->actual == "stored event 1: 99");
}

TEST_CASE("Events that are no objects are unknown codes, not a crash") {
  CHECK_FALSE(check_stored_order(stream(), body({Json(1), Json::array(), Json(nullptr)}))->holds);
}
