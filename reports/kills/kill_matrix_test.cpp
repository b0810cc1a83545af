#include "kills/kill_matrix.hpp"

#include "framework/catch.hpp"

using namespace confab;
using namespace confab::reports;

namespace {

KillMatrix matrix() {
  KillMatrix made;
  made.vendor = "toy";
  made.kills = {
      {"toy.a", "status", "toy/one", "scenarios/toy/one.yaml:3", "status:to=599", {}, {}, 1},
      {"toy.b", "expect.body", "toy/two", "scenarios/toy/two.yaml:7", "body:do=drop,at=/x", {"toy.c"}, {"toy.a"}, 9}};
  made.variations = {"json_spaced"};
  return made;
}

}  // namespace

TEST_CASE("A matrix is complete when every clause was killed and nothing was blamed without cause") {
  CHECK(complete(matrix()));
  KillMatrix survivor = matrix();
  survivor.kills[1].deviation.clear();
  CHECK_FALSE(complete(survivor));
  KillMatrix alarmed = matrix();
  alarmed.alarms.push_back({"json_spaced", "toy.a", "toy/one", "status", "status 500"});
  CHECK_FALSE(complete(alarmed));
  CHECK_FALSE(complete(KillMatrix{}));
}

TEST_CASE("People see survivors and alarms always, kills on request") {
  KillMatrix told = matrix();
  told.kills[1].deviation.clear();
  told.alarms.push_back({"", "toy.a", "toy/one", "status", "status 500"});
  const std::string text = render_text(told, false);
  CHECK(text.find("SURVIVED  toy.b  9 deviations played") != std::string::npos);
  CHECK(text.find("(nothing unusual)  toy/one status: toy.a status 500") != std::string::npos);
  CHECK(text.find("status:to=599") == std::string::npos);
  CHECK(text.find("toy: 1 of 2 clauses killed, 1 of them alone; 1 survived; 1 false alarms under 1 variations") !=
        std::string::npos);
  CHECK(render_text(matrix(), true).find("with: toy.c  also: toy.a") != std::string::npos);
}

TEST_CASE("Programs see all of it") {
  const source::Json json = to_json(matrix());
  CHECK(json["counts"] == source::Json({{"clauses", 2}, {"killed", 2}, {"alone", 1}, {"survived", 0}, {"false_alarms", 0}}));
  CHECK(json["kills"][1]["also"] == source::Json({"toy.a"}));
  CHECK(json["kills"][1]["with"] == source::Json({"toy.c"}));
  CHECK(json["kills"][0]["killed"] == true);
}
