#include "checks/exchange_checks.hpp"

#include "checks/toy_vendor.hpp"
#include "framework/catch.hpp"

using namespace confab;
using namespace confab::conformance;

namespace {

const spec::Vendor& vendor() {
  static const spec::Vendor made = toy::vendor();
  return made;
}

HttpResponse response(int status, std::string body, std::string type = "application/json") {
  HttpResponse made;
  made.status = status;
  made.body = std::move(body);
  if (!type.empty()) made.headers = {{"content-type", std::move(type)}};
  return made;
}

ExchangeView view(const HttpResponse& made, const std::string& operation = "create") {
  return {vendor(), *vendor().operation(operation), made};
}

const std::string kThing = R"({"id":"1","title":"t"})";
const std::string kProblem = R"({"code":"BAD"})";

std::string ids_of(const std::vector<Finding>& findings) {
  std::string ids;
  for (const Finding& finding : findings) ids += (ids.empty() ? "" : " ") + finding.check + (finding.holds ? "" : "!");
  return ids;
}

}  // namespace

TEST_CASE("A documented status holds, any other is a breach that names the documented ones") {
  CHECK(check_status(view(response(201, kThing)))->holds);
  const auto finding = check_status(view(response(200, kThing)));
  CHECK_FALSE(finding->holds);
  CHECK(finding->expected == "a status that create documents: 201 or 400");
  CHECK(finding->actual.find("status 200: {\"id\"") == 0);
}

TEST_CASE("default documents every status") {
  CHECK(check_status(view(response(418, kProblem), "events"))->holds);
}

TEST_CASE("A status that the story itself expects is no surprise") {
  const auto made = response(401, kProblem);
  const std::vector<int> expected = {401};
  CHECK(check_status({vendor(), *vendor().operation("create"), made, expected})->holds);
}

TEST_CASE("No response, and a response that breaks off, are breaches of status with the reason") {
  HttpResponse made;
  made.fault = HttpFault::reset;
  made.fault_text = "the connection was reset after 0 bytes";
  CHECK(ids_of(check_exchange(view(made))) == "status!");
  CHECK(check_status(view(made))->actual == "no response: the connection was reset after 0 bytes");
  made = response(201, R"({"id")");
  made.fault = HttpFault::timed_out;
  made.fault_text = "10 s were over";
  CHECK(check_status(view(made))->actual == "status 201, incomplete: 10 s were over");
  CHECK_FALSE(check_body_schema(view(made)));
}

TEST_CASE("The media type is compared without parameters and case") {
  CHECK(check_media_type(view(response(201, kThing, "Application/JSON; charset=utf-8")))->holds);
  CHECK(check_media_type(view(response(201, kThing, "text/html")))->actual == "Content-Type: text/html");
  CHECK(check_media_type(view(response(201, kThing, "")))->actual == "no Content-Type");
}

TEST_CASE("Where the status is undocumented the media type is not judged as well") {
  CHECK_FALSE(check_media_type(view(response(500, "oops", "text/plain"))));
}

TEST_CASE("A body below 400 must match its schema") {
  CHECK(check_body_schema(view(response(201, kThing)))->holds);
  CHECK(check_body_schema(view(response(201, R"({"id":"1"})")))->actual.find("title") != std::string::npos);
  CHECK_FALSE(check_body_schema(view(response(201, R"({"id":"1","title":"t","more":1})")))->holds);
}

TEST_CASE("Empty bodies, broken JSON and broken UTF-8 are told apart") {
  CHECK(check_body_schema(view(response(201, "")))->actual == "the body is empty");
  CHECK(check_body_schema(view(response(201, R"({"id":)")))->actual.find("the body is not JSON") == 0);
  CHECK(check_body_schema(view(response(201, "{\"id\":\"\xFF\",\"title\":\"t\"}")))->actual.find("the body is not JSON") ==
        0);
  CHECK_FALSE(check_body_schema(view(response(201, std::string(100'000, '['))))->holds);
}

TEST_CASE("A wrong media type does not hide a wrong body") {
  CHECK(ids_of(check_exchange(view(response(201, "<html>", "text/html")))) == "status media_type! body_schema!");
}

TEST_CASE("An opened stream is not judged by a body schema") {
  const auto made = response(200, "", "text/event-stream");
  CHECK(ids_of(check_exchange({vendor(), *vendor().operation("events"), made, {}, true})) == "status media_type");
}

TEST_CASE("An error body must be the error model, also under an undocumented status") {
  CHECK(ids_of(check_exchange(view(response(400, kProblem)))) == "status media_type error_envelope");
  CHECK(ids_of(check_exchange(view(response(400, R"({"message":"no"})")))) == "status media_type error_envelope!");
  CHECK(ids_of(check_exchange(view(response(503, kProblem)))) == "status! error_envelope");
  CHECK(ids_of(check_exchange(view(response(503, "Bad gateway", "text/plain")))) == "status! error_envelope!");
}

TEST_CASE("An operation that documents no error body says nothing about one") {
  spec::Operation silent = *vendor().operation("create");
  silent.responses.erase("400");
  const auto made = response(404, "gone", "text/plain");
  CHECK(ids_of(check_exchange({vendor(), silent, made})) == "status!");
}

TEST_CASE("A response documented without a body has no schema to match") {
  spec::Operation empty = *vendor().operation("create");
  empty.responses["204"] = {};
  const auto made = response(204, "", "");
  CHECK(ids_of(check_exchange({vendor(), empty, made})) == "status");
}
