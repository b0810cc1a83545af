#include "routing/upgrade_check.hpp"

#include <vector>

#include "framework/catch.hpp"

using namespace confab::mock;

namespace {

std::optional<Refused> refused(std::vector<Field> fields) {
  Request request;
  request.fields = fields;
  const auto refusal = check_upgrade(request);
  if (!refusal) return std::nullopt;
  return refusal->what;
}

std::vector<Field> good() {
  return {{"connection", "keep-alive , UPGRADE"},
          {"upgrade", "WebSocket"},
          {"Sec-WebSocket-Version", "13"},
          {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}};
}

std::optional<Refused> with(std::size_t field, std::string_view value) {
  auto fields = good();
  fields[field].value = value;
  return refused(fields);
}

}  // namespace

TEST_CASE("an upgrade to a WebSocket of version 13 is one") {
  CHECK_FALSE(refused(good()));
  CHECK_FALSE(with(1, "h2c, websocket"));
}

TEST_CASE("what asks for no upgrade, or another version, is told which one is needed") {
  CHECK(refused({}) == Refused::upgrade_required);
  for (const char* value : {"", "close", "upgrade2", ",", "upgra de"}) CHECK(with(0, value) == Refused::upgrade_required);
  for (const char* value : {"", "h2c", "websockets"}) CHECK(with(1, value) == Refused::upgrade_required);
  for (const char* value : {"", "12", "013", "8, 13"}) CHECK(with(2, value) == Refused::upgrade_required);
}

TEST_CASE("a key is sixteen bytes") {
  for (const char* value : {"", "x", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZR==", "dGhlIHNhbXBsZSBub25!ZQ==",
                            "dGhlIHNhbXBsZSBub25jZQ==A", "dGhlIHNhbXBsZSBub25jZWE="})
    CHECK(with(3, value) == Refused::malformed_http);
}
