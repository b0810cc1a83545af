#include "result/json_result.hpp"

#include <fstream>

#include "formats/json.hpp"
#include "framework/catch.hpp"
#include "goldens/sample_run.hpp"
#include "model/schema_set.hpp"
#include "source/user_error.hpp"

using namespace confab;
using namespace confab::reports;
using Catch::Matchers::Contains;

namespace {

source::Json published_schema() {
  std::ifstream file(std::string(CONFAB_SOURCE_DIR) + "/reports/result.schema.json");
  return source::Json::parse(file);
}

std::vector<std::string> issues(const source::Json& result) {
  const spec::SchemaSet schemas(published_schema());
  std::vector<std::string> texts;
  for (const spec::SchemaIssue& issue : schemas.check("/definitions/result", result))
    texts.push_back(issue.pointer + ": " + issue.reason);
  return texts;
}

std::string refusal(const source::Json& document) {
  try {
    (void)from_json(document, "old.json");
  } catch (const source::UserError& error) {
    return error.render();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("a result read back is the same result") {
  const source::Json written = source::Json::parse(render_json_report(sample_run()));
  CHECK(to_json(from_json(written, "result.json")) == written);
}

TEST_CASE("results match their published schema") {
  CHECK(issues(source::Json::parse(render_json_report(sample_run()))).empty());
  CHECK(issues(to_json(RunResult{})).empty());
}

TEST_CASE("the published schema knows the difference") {
  source::Json result = to_json(sample_run());
  result["scenarios"][0]["steps"][0]["checks"][0]["verdict"] = "passed";
  CHECK_FALSE(issues(result).empty());
  result = to_json(sample_run());
  result["summary"].erase("fail");
  CHECK_FALSE(issues(result).empty());
}

TEST_CASE("a failing check says what was expected, what came, for which clause, in which exchange") {
  const source::Json result = to_json(sample_run());
  const source::Json& check = result.at("scenarios").at(0).at("steps").at(1).at("checks").at(0);
  CHECK(check.at("check") == "expect.status");
  CHECK(check.at("clause") == "reveng.cancel_run.no_run");
  CHECK(check.at("expected") == "404");
  CHECK(check.at("actual") == "200");
  CHECK(check.at("exchange") == result.at("scenarios").at(0).at("steps").at(1).at("exchanges").at(0).at("id"));
  CHECK(result.at("conformant") == false);
}

TEST_CASE("what is missing has null, not an empty word") {
  const source::Json result = to_json(sample_run());
  CHECK(result.at("clauses").at(0).at("operation").is_null());
  RunResult run = sample_run();
  run.scenarios.front().steps.front().exchanges.front().status = 0;
  CHECK(to_json(run).at("scenarios").at(0).at("steps").at(0).at("exchanges").at(0).at("response").is_null());
}

TEST_CASE("a document that is no result is refused with the place") {
  CHECK_THAT(refusal(source::Json::array()), Contains("old.json") && Contains("expected an object, found array"));
  CHECK_THAT(refusal(source::Json::object()), Contains("the member \"format\" is missing"));
  source::Json result = to_json(sample_run());
  result["format_version"] = 2;
  CHECK_THAT(refusal(result), Contains("/format_version") && Contains("reads version 1, not 2"));
  result = to_json(sample_run());
  result["scenarios"][1]["verdict"] = "green";
  CHECK_THAT(refusal(result), Contains("/scenarios/1/verdict") && Contains("\"green\" is no verdict"));
  result = to_json(sample_run());
  result["clauses"][0]["proofs"] = "reveng/cancel";
  CHECK_THAT(refusal(result), Contains("/clauses/0/proofs") && Contains("expected a list, found string"));
  result = to_json(sample_run());
  result["scenarios"][0]["steps"][0]["exchanges"][0]["id"] = 1e300;
  CHECK_THAT(refusal(result), Contains("whole number"));
  result["scenarios"][0]["steps"][0]["exchanges"][0]["id"] = 1LL << 40;
  CHECK_THAT(refusal(result), Contains("out of range"));
}

TEST_CASE("members that a later version adds are ignored") {
  source::Json result = to_json(sample_run());
  result["later"] = true;
  CHECK(to_json(from_json(result, "result.json")) == to_json(sample_run()));
}
