#include "secrets/presented.hpp"

#include "framework/catch.hpp"

using namespace confab::spec;

TEST_CASE("a credential travels as its persona's row says, or else as the vendor's") {
  Vendor vendor;
  vendor.auth_header = "Authorization";
  vendor.auth_prefix = "Token ";
  vendor.personas = {
      {.name = "default", .text = "", .credential = "k"},
      {.name = "bare", .text = "", .credential = "k", .same_as = "", .prefix = ""},
      {.name = "by_query", .text = "", .credential = "k", .same_as = "", .prefix = {}, .query = "x-auth-token"}};
  const Presented usual = present(vendor, "default", "abc");
  CHECK_FALSE(usual.in_query);
  CHECK(usual.name == "Authorization");
  CHECK(usual.value == "Token abc");
  CHECK(present(vendor, "bare", "abc").value == "abc");
  CHECK(present(vendor, "stranger", "abc").value == "Token abc");
  const Presented query = present(vendor, "by_query", "abc");
  CHECK(query.in_query);
  CHECK(query.name == "x-auth-token");
  CHECK(query.value == "Token abc");
}
