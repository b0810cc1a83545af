#include "model/schema_set.hpp"

#include <thread>

#include "framework/catch.hpp"
#include "source/invariant.hpp"

using confab::source::Json;
using confab::spec::SchemaIssue;
using confab::spec::SchemaSet;

namespace {

Json json(std::string_view text) {
  auto value = confab::source::parse_json(text);
  INFO(text);
  REQUIRE(value);
  return *std::move(value);
}

/// A document whose one interesting schema is S.
SchemaSet set_of(std::string_view schema, std::string_view others = "{}") {
  Json document;
  document["components"]["schemas"] = json(others);
  document["components"]["schemas"]["S"] = json(schema);
  return SchemaSet(document);
}

constexpr const char* kS = "/components/schemas/S";

std::vector<SchemaIssue> issues_of(std::string_view schema, const Json& value, std::string_view others = "{}") {
  const SchemaSet set = set_of(schema, others);
  INFO(set.why_unusable(kS));
  REQUIRE(set.why_unusable(kS).empty());
  return set.check(kS, value);
}

std::vector<SchemaIssue> issues(std::string_view schema, std::string_view value, std::string_view others = "{}") {
  return issues_of(schema, json(value), others);
}

bool valid(std::string_view schema, std::string_view value, std::string_view others = "{}") {
  return issues(schema, value, others).empty();
}

/// The one issue, as "POINTER: REASON".
std::string issue(std::string_view schema, std::string_view value, std::string_view others = "{}") {
  const auto found = issues(schema, value, others);
  for (const auto& one : found) UNSCOPED_INFO(one.pointer << ": " << one.reason);
  REQUIRE(found.size() == 1);
  return found[0].pointer + ": " + found[0].reason;
}

std::string unusable(std::string_view schema, std::string_view others = "{}") {
  return set_of(schema, others).why_unusable(kS);
}

}  // namespace

TEST_CASE("a wrong type is named together with the right one") {
  CHECK(issue(R"({"type": "string"})", "5") == ": must be a string, but is an integer");
  CHECK(issue(R"({"type": ["string", "null"]})", "true") == ": must be a string or null, but is a boolean");
  CHECK(issue(R"({"type": ["string", "integer", "object"]})", "[]") ==
        ": must be a string, an integer or an object, but is an array");
  CHECK(issue(R"({"type": "integer"})", "1.5") == ": must be an integer, but is a number with a fraction");
  CHECK(valid(R"({"type": ["string", "null"]})", "null"));
  CHECK(valid(R"({"type": "boolean"})", "false"));
}

TEST_CASE("1.0 is an integer, as JSON Schema says") {
  CHECK(valid(R"({"type": "integer"})", "1.0"));
  CHECK(valid(R"({"type": "integer"})", "-3e2"));
  CHECK_FALSE(valid(R"({"type": "integer"})", "\"1\""));
}

TEST_CASE("int32 and int64 are enforced to the last unit") {
  const char* int64 = R"({"type": "integer", "format": "int64"})";
  CHECK(valid(int64, "9223372036854775807"));
  CHECK(valid(int64, "-9223372036854775808"));
  CHECK(issue(int64, "9223372036854775808") == ": must be an integer of 64 bits, but is 9.223372036854776e+18");
  CHECK_FALSE(valid(int64, "18446744073709551615"));
  CHECK_FALSE(valid(int64, "18446744073709551616"));
  CHECK_FALSE(valid(int64, "-9223372036854775809"));
  CHECK_FALSE(valid(int64, "-9223372036854775809e1"));
  CHECK_FALSE(valid(int64, "1e300"));
  const char* int32 = R"({"type": "integer", "format": "int32"})";
  CHECK(valid(int32, "2147483647"));
  CHECK(valid(int32, "-2147483648"));
  CHECK(valid(int32, "2147483647.0"));
  CHECK_FALSE(valid(int32, "2147483648"));
  CHECK_FALSE(valid(int32, "-2147483649"));
}

TEST_CASE("integers beyond 64 bits with sign keep their sign against bounds") {
  CHECK(valid(R"({"minimum": 0})", "18446744073709551615"));
  CHECK(issue(R"({"maximum": 5})", "18446744073709551615") == ": must be at most 5");
  CHECK(valid(R"({"type": "array", "items": {"minimum": 0}})", "[1, 9223372036854775808]"));
}

TEST_CASE("bounds say what is allowed") {
  CHECK(issue(R"({"minimum": 2})", "1") == ": must be at least 2");
  CHECK(issue(R"({"exclusiveMinimum": 2.5})", "2.5") == ": must be greater than 2.5");
  CHECK(issue(R"({"exclusiveMaximum": 100})", "100") == ": must be less than 100");
  CHECK(issue(R"({"multipleOf": 5})", "12") == ": must be a multiple of 5, but is 12");
  CHECK(valid(R"({"multipleOf": 0.01})", "0.29"));
  CHECK(valid(R"({"multipleOf": 5})", "\"12\""));
  CHECK(valid(R"({"minimum": 2})", "\"1\""));
}

TEST_CASE("uuid and date-time are enforced on strings and leave other types alone") {
  CHECK(valid(R"({"format": "uuid"})", R"("919108F7-52d1-4320-9bac-f847db4148a8")"));
  CHECK(issue(R"({"format": "uuid"})", R"("nope")") == R"(: must be a UUID, but is "nope")");
  CHECK(issue(R"({"format": "date-time"})", R"("2023-02-29T00:00:00Z")") ==
        R"(: must be a date-time (RFC 3339), but is "2023-02-29T00:00:00Z")");
  CHECK(valid(R"({"format": "uuid"})", "5"));
  CHECK(valid(R"({"type": "string", "format": "password"})", R"("x")"));
}

TEST_CASE("constants and enumerations compare by value") {
  CHECK(valid(R"({"const": 1})", "1.0"));
  CHECK(valid(R"({"const": {"a": [1, null]}})", R"({"a": [1.0, null]})"));
  CHECK(issue(R"({"const": "RUN"})", R"("STOP")") == R"(: must be "RUN", but is "STOP")");
  CHECK(issue(R"({"enum": ["a", "b", 3]})", R"("c")") == R"(: must be one of a, b, 3, but is "c")");
  CHECK(valid(R"({"enum": [[1], {"x": 2}]})", R"({"x": 2})"));
}

TEST_CASE("a value outside a long enumeration is told the nearest one") {
  const std::string reason = issue(
      R"({"enum": ["ALPHA", "BRAVO", "CHARLIE", "DELTA", "ECHO", "FOXTROT", "GOLF", "HOTEL", "INDIA"]})", R"("FOXTRT")");
  CHECK(reason == R"(: "FOXTRT" is none of the 9 documented values (the nearest is FOXTROT))");
}

TEST_CASE("missing and undocumented properties are named, undocumented ones by their own pointer") {
  const char* schema =
      R"({"type": "object", "required": ["a", "b"], "properties": {"a": {}, "b": {}}, "additionalProperties": false})";
  CHECK(issue(schema, R"({"a": 1})") == ": property 'b' is missing");
  CHECK(issue(schema, R"({"a": 1, "b": 2, "x/y~z": 3})") ==
        "/x~1y~0z: this property is not documented, and undocumented ones are not allowed");
  CHECK(issues(schema, R"({"c": 1})").size() == 3);
}

TEST_CASE("issues point at the offending value, escaped as RFC 6901 wants") {
  const char* schema = R"({"properties": {"a/b": {"items": {"properties": {"~": {"type": "string"}}}}}})";
  CHECK(issue(schema, R"({"a/b": [{}, {"~": 1}]})") == "/a~1b/1/~0: must be a string, but is an integer");
  CHECK(issue(R"({"additionalProperties": {"type": "null"}})", R"({"": 1})") == "/: must be null, but is an integer");
  CHECK(issue(R"({"additionalProperties": {"type": "null"}})", R"({"[x]": 1})") == "/[x]: must be null, but is an integer");
}

TEST_CASE("a schema of false refuses with a reason") {
  CHECK(issue(R"({"properties": {"a": false}})", R"({"a": 1})") == ": does not match its schema");
  CHECK(valid(R"({"properties": {"a": false}})", R"({"b": 1})"));
  CHECK_FALSE(valid("false", "1"));
  CHECK(valid("true", "1"));
}

TEST_CASE("references are followed, with what stands beside them") {
  const char* others = R"({"Id": {"type": "string", "format": "uuid"}})";
  CHECK(valid(R"({"$ref": "#/components/schemas/Id"})", R"("919108f7-52d1-4320-9bac-f847db4148a8")", others));
  const char* both = R"({"$ref": "#/components/schemas/Name", "maxLength": 3, "description": "short"})";
  CHECK(valid(both, R"("abc")", R"({"Name": {"type": "string"}})"));
  CHECK(issue(both, R"("abcd")", R"({"Name": {"type": "string"}})") == ": must have at most 3 characters, but has 4");
  CHECK(issue(both, "5", R"({"Name": {"type": "string"}})") == ": must be a string, but is an integer");
}

TEST_CASE("references may lead anywhere in the document, escaped and percent-encoded") {
  Json document = json(R"({"paths": {"/a/{id}": {"x y": {"type": "null"}}}, "S": {"$ref": "#/paths/~1a~1%7Bid%7D/x%20y"}})");
  const SchemaSet set(document);
  CHECK(set.check("/S", nullptr).empty());
  CHECK(set.check("/S", 1).size() == 1);
}

TEST_CASE("a recursive schema judges values of any depth that can be parsed") {
  const char* tree =
      R"({"type": "object", "properties": {"next": {"$ref": "#/components/schemas/S"}}, "additionalProperties": false})";
  std::string deep, close;
  for (int i = 0; i < 510; ++i) {
    deep += R"({"next":)";
    close += "}";
  }
  CHECK(valid(tree, deep + "{}" + close));
  const auto found = issues(tree, deep + "5" + close);
  REQUIRE(found.size() == 1);
  CHECK(found[0].reason == "must be an object, but is an integer");
  CHECK(found[0].pointer.size() == 510 * 5);
}

TEST_CASE("recursion through alternatives and references with siblings survives the greatest depth") {
  const char* any =
      R"({"anyOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "#/components/schemas/S", "description": "again"}}]})";
  CHECK(valid(any, std::string(511, '[') + "\"x\"" + std::string(511, ']')));
  const auto found = issues(any, std::string(511, '[') + "5" + std::string(511, ']'));
  REQUIRE(found.size() == 1);
}

TEST_CASE("of several alternatives the one that fits best is explained") {
  const char* schema = R"({"oneOf": [
      {"type": "object", "required": ["event", "data"], "properties": {"event": {"const": "A"}, "data": {"type": "string"}}},
      {"type": "object", "required": ["event", "data"], "properties": {"event": {"const": "B"}, "data": {"type": "integer"}}}]})";
  CHECK(valid(schema, R"({"event": "B", "data": 1})"));
  CHECK(issue(schema, R"({"event": "B", "data": "text"})") == "/data: must be an integer, but is a string");
  CHECK(issue(schema, R"({"event": "A"})") == ": property 'data' is missing");
}

TEST_CASE("a nullable model is explained by the model, not by null") {
  const char* schema = R"({"anyOf": [{"type": "object", "required": ["id"]}, {"type": "null"}]})";
  CHECK(issue(schema, "{}") == ": property 'id' is missing");
  CHECK(issue(schema, "3") ==
        ": matches none of the 2 alternatives: must be an object, but is an integer; or must be null, but is an integer");
}

TEST_CASE("alternatives inside alternatives are explained from the inside") {
  const char* schema = R"({"anyOf": [{"type": "null"}, {"type": "array", "items": {"oneOf": [
      {"type": "object", "required": ["k"], "properties": {"k": {"const": 1}, "v": {"anyOf": [{"type": "string"}, {"type": "null"}]}}},
      {"type": "object", "required": ["k"], "properties": {"k": {"const": 2}, "v": {"type": "boolean"}}}]}}]})";
  CHECK(valid(schema, R"([{"k": 1, "v": null}, {"k": 2, "v": true}])"));
  CHECK(issue(schema, R"([{"k": 1, "v": null}, {"k": 2, "v": 7}])") == "/1/v: must be a boolean, but is an integer");
  CHECK(issue(schema, R"([{"k": 1, "v": 7}])") ==
        "/0/v: matches none of the 2 alternatives: must be a string, but is an integer; or must be null, but is an integer");
}

TEST_CASE("matching two alternatives of oneOf is said as such") {
  CHECK(issue(R"({"oneOf": [{"type": "integer"}, {"minimum": 3}]})", "5") ==
        ": matches more than one alternative of 'oneOf', where exactly one may match");
  CHECK(valid(R"({"oneOf": [{"type": "integer"}, {"minimum": 3}]})", "1"));
}

TEST_CASE("allOf, not and if/then/else are honoured") {
  CHECK(issues(R"({"allOf": [{"required": ["a"]}, {"required": ["b"]}]})", "{}").size() == 1);
  CHECK(valid(R"({"allOf": [{"required": ["a"]}, {"required": ["b"]}]})", R"({"a": 1, "b": 1})"));
  CHECK(issue(R"({"not": {"type": "null"}})", "null") == ": is what the schema excludes with 'not'");
  const char* conditional = R"({"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"required": ["c"]}})";
  CHECK(issue(conditional, R"({"a": 1})") == ": property 'b' is missing");
  CHECK(issue(conditional, "{}") == ": property 'c' is missing");
}

TEST_CASE("lengths count code points, also behind a NUL") {
  CHECK(valid(R"({"minLength": 3})", R"("a\u0000b")"));
  CHECK(valid(R"({"maxLength": 2})", R"("ж😀")"));
  CHECK(issue(R"({"minLength": 1})", R"("")") == ": must have at least 1 characters, but has 0");
  CHECK_FALSE(valid(R"({"minItems": 2})", "[1]"));
  CHECK_FALSE(valid(R"({"maxProperties": 1})", R"({"a": 1, "b": 2})"));
}

TEST_CASE("an item that is there twice is shown") {
  CHECK(issue(R"({"uniqueItems": true})", R"([1, {"a": 2}, 1.0])") == ": must not hold an item twice, but holds 1.0 again");
  CHECK(valid(R"({"uniqueItems": false})", "[1, 1]"));
  Json many = Json::array();
  for (int i = 0; i < 20'000; ++i) many.push_back(i);
  CHECK(issues_of(R"({"uniqueItems": true})", many).empty());
}

TEST_CASE("a pattern is searched, and no string however long can exhaust the stack or the clock") {
  CHECK(valid(R"({"pattern": "b+c"})", R"("aabbc")"));
  CHECK(issue(R"({"pattern": "^[a-z]+$"})", R"("A")") == R"(: must match the pattern ^[a-z]+$, but is "A")");
  const std::string mebibyte(1024 * 1024, 'a');
  CHECK(issues_of(R"({"pattern": "^(a|b)*$"})", Json(mebibyte)).empty());
  CHECK(issues_of(R"({"pattern": "^(a|b)*$"})", Json(mebibyte + "c")).size() <= 1);
  CHECK(issues_of(R"({"pattern": "^(a+)+$"})", Json(std::string(5000, 'a') + "!")).size() <= 1);
}

TEST_CASE("long values are cut in reasons, between characters") {
  const auto found = issues_of(R"({"format": "uuid"})", Json(std::string("x") + [] {
                                 std::string text;
                                 for (int i = 0; i < 100'000; ++i) text += "ж";
                                 return text;
                               }()));
  REQUIRE(found.size() == 1);
  CHECK(found[0].reason.size() < 120);
  CHECK_NOTHROW(Json(found[0].reason).dump());
}

TEST_CASE("a hostile value with very many faults gives few issues") {
  Json many = Json::array();
  for (int i = 0; i < 200'000; ++i) many.push_back(i);
  const auto found = issues_of(R"({"items": {"type": "string"}})", many);
  CHECK(found.size() >= 10);
  CHECK(found.size() <= 100);
  CHECK(found[3].pointer == "/3");
  CHECK_FALSE(issues_of(R"({"anyOf": [{"items": {"type": "string"}}, {"type": "null"}]})", many).empty());
}

TEST_CASE("what cannot be used says why and where") {
  CHECK(unusable(R"({"$ref": "#/components/schemas/Nope"})") ==
        R"(reference "#/components/schemas/Nope" leads nowhere (schema "#/components/schemas/S"))");
  CHECK(
      unusable(R"({"items": {"$ref": "other.yaml#/X"}})") ==
      R"(reference "other.yaml#/X" leads out of the document; only "#/…" is read (schema "#/components/schemas/S/items"))");
  CHECK(unusable(R"({"requried": ["a"]})").find(R"(did you mean "required"?)") != std::string::npos);
  CHECK(unusable(R"({"type": "strnig"})").find(R"("strnig" is no type)") != std::string::npos);
  CHECK(unusable(R"({"nullable": true})").find("OpenAPI 3.0") != std::string::npos);
  CHECK(unusable(R"({"patternProperties": {}})").find("not supported") != std::string::npos);
  CHECK(unusable(R"({"pattern": "("})").find("S") != std::string::npos);
  CHECK_FALSE(unusable(R"({"required": "a"})").empty());
  CHECK_FALSE(unusable(R"({"minLength": -1})").empty());
  CHECK_FALSE(unusable(R"({"minimum": "1"})").empty());
  CHECK_FALSE(unusable(R"({"multipleOf": 0})").empty());
  CHECK_FALSE(unusable(R"({"enum": 5})").empty());
  CHECK_FALSE(unusable(R"({"oneOf": []})").empty());
  CHECK_FALSE(unusable(R"({"properties": []})").empty());
  CHECK_FALSE(unusable(R"({"minItems": -1})").empty());
  CHECK_FALSE(unusable("5").empty());
  CHECK(SchemaSet(Json::object()).why_unusable("/nothing") == R"(there is no schema at "#/nothing")");
}

TEST_CASE("schemas that need themselves for the same value are refused") {
  CHECK_FALSE(unusable(R"({"$ref": "#/components/schemas/S"})").empty());
  CHECK_FALSE(unusable(R"({"$ref": "#/components/schemas/T"})", R"({"T": {"$ref": "#/components/schemas/S"}})").empty());
  CHECK_FALSE(unusable(R"({"allOf": [{"$ref": "#/components/schemas/S"}]})").empty());
  CHECK_FALSE(unusable(R"({"not": {"anyOf": [{"$ref": "#/components/schemas/T"}]}})",
                       R"({"T": {"$ref": "#/components/schemas/S", "title": "x"}})")
                  .empty());
  CHECK(unusable(R"({"items": {"$ref": "#/components/schemas/S"}})").empty());
}

TEST_CASE("checking against a schema that cannot be used is our own fault") {
  const SchemaSet set = set_of(R"({"type": "strnig"})");
  CHECK_THROWS_AS(static_cast<void>(set.check(kS, 1)), confab::source::InvariantViolated);
}

TEST_CASE("an issue names the keyword that is broken, and what is missing") {
  const auto broken = [](std::string_view schema, std::string_view value) {
    const auto all = issues(schema, value);
    REQUIRE(all.size() == 1);
    return all[0].keyword + all[0].missing;
  };
  CHECK(broken(R"({"type": "string"})", "1") == "type");
  CHECK(broken(R"({"enum": ["a"]})", "1") == "enum");
  CHECK(broken(R"({"maxLength": 1})", R"("ab")") == "maxLength");
  CHECK(broken(R"({"format": "uuid"})", R"("ab")") == "format");
  CHECK(broken(R"({"minItems": 1})", "[]") == "minItems");
  CHECK(broken(R"({"minimum": 1})", "0") == "minimum");
  CHECK(broken(R"({"required": ["a b"]})", "{}") == "requireda b");
  CHECK(broken(R"({"properties": {}, "additionalProperties": false})", R"({"a": 1})") == "additionalProperties");
}

TEST_CASE("annotations, extensions and examples do not judge") {
  CHECK(valid(
      R"({"title": "T", "description": "D", "default": 1, "example": {"$ref": "#/nowhere"}, "x-anything": {"type": "nope"},
                  "readOnly": true, "deprecated": false, "discriminator": {"propertyName": "k"}})",
      R"("x")"));
}

TEST_CASE("properties may be called like keywords") {
  const char* schema =
      R"({"properties": {"type": {"type": "string"}, "$ref": {"type": "integer"}, "oneOf": {"type": "null"}, "id": {"type": "string"}}})";
  CHECK(valid(schema, R"({"type": "x", "$ref": 1, "oneOf": null, "id": "x"})"));
  CHECK(issue(schema, R"({"$ref": "x"})") == "/$ref: must be an integer, but is a string");
}

TEST_CASE("several threads may check at once, while schemas are being compiled") {
  Json document;
  for (int i = 0; i < 20; ++i) {
    document["s" + std::to_string(i)] =
        json(R"({"type": "array", "items": {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string"}]}})");
  }
  const SchemaSet set(document);
  const Json good = json(R"([1, "x", 3])"), bad = json(R"([1, -1])");
  std::vector<std::size_t> wrong(8, 0);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int round = 0; round < 100; ++round) {
        const std::string pointer = "/s" + std::to_string((static_cast<std::size_t>(round) + t) % 20);
        if (!set.check(pointer, good).empty()) ++wrong[t];
        if (set.check(pointer, bad).size() != 1) ++wrong[t];
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(wrong == std::vector<std::size_t>(8, 0));
}

TEST_CASE("The document that the schemas stand in can be read back whole") {
  const SchemaSet set = set_of(R"({"type":"string"})", R"({"T":{"type":"null"}})");
  CHECK(set.document()["components"]["schemas"] == json(R"({"S":{"type":"string"},"T":{"type":"null"}})"));
}
