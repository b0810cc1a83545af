#include "control/redact.hpp"

#include "framework/catch.hpp"

using namespace confab::mock;

TEST_CASE("names that carry credentials are known in all their spellings") {
  for (const char* name : {"Authorization", "PROXY-AUTHORIZATION", "cookie", "Set-Cookie", "X-Api-Key", "api_key", "apikey",
                           "x-auth-token", "access_token", "client_secret", "Password", "key", "X-Amz-Credential", "auth"}) {
    CHECK(names_a_secret(name));
  }
  for (const char* name : {"Host", "Content-Type", "last_event_id", "Accept", "keyboard", "", "Idempotency-Key"})
    CHECK_FALSE(names_a_secret(name));
}

TEST_CASE("a query keeps everything but the secrets, byte for byte") {
  CHECK(redact_query("a=1&token=x%20y&b=%zz&&token") == "a=1&token=[redacted]&b=%zz&&token");
  CHECK(redact_query("api%5Fkey=x") == "api%5Fkey=[redacted]");
  CHECK(redact_query("to%6ben=x&") == "to%6ben=[redacted]&");
  CHECK(redact_query("") == "");
  CHECK(redact_query("&") == "&");
}
