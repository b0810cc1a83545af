#include "secrets/secret_names.hpp"

#include "framework/catch.hpp"

using namespace confab::spec;

TEST_CASE("names that carry credentials are known in all their spellings") {
  for (const char* name : {"Authorization", "PROXY-AUTHORIZATION", "WWW-Authenticate", "cookie",
                           "Set-Cookie",    "X-Api-Key",           "api_key",          "apikey",
                           "x-auth-token",  "access_token",        "client_secret",    "Password",
                           "key",           "X-Amz-Credential",    "X-Amz-Signature",  "auth",
                           "X-Gateway-Key", "X-Gateway-Auth",      "session_id",       "Ocp-Apim-Subscription-Key"}) {
    CAPTURE(name);
    CHECK(secrecy_of(name) == Secrecy::secret);
  }
}

TEST_CASE("names that say nothing about the user may be shown") {
  for (const char* name : {"Host", "Content-Type", "Last-Event-ID", "accept", "Idempotency-Key", "Sec-WebSocket-Key",
                           "Location", "next_page_token", "X-Request-ID"}) {
    CAPTURE(name);
    CHECK(secrecy_of(name) == Secrecy::harmless);
  }
  for (const char* name : {"keyboard", "", "X-Tenant", "page", "author"}) {
    CAPTURE(name);
    CHECK(secrecy_of(name) == Secrecy::unsaid);
  }
}

TEST_CASE("a vendor's own names are secret beside the table's, whatever the table says of them") {
  Vendor vendor;
  vendor.auth_header = "X-Request-Id";
  vendor.personas.emplace_back();
  vendor.personas.back().query = "badge";
  const SecretNames names(vendor);
  CHECK(names.secret("x-request-id"));
  CHECK_FALSE(names.harmless("x-request-id"));
  CHECK(names.secret("Badge"));
  CHECK(names.secret("token"));
  CHECK(names.harmless("Accept"));
  CHECK_FALSE(SecretNames().secret("badge"));
}
