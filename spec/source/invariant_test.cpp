#include "source/invariant.hpp"

#include "framework/catch.hpp"

namespace confab::source {

TEST_CASE("A broken invariant says what and where; one that holds says nothing") {
  CHECK_NOTHROW(invariant(true, "fine"));
  CHECK_THROWS_WITH(invariant(false, "ids increase"),
                    Catch::Contains("ids increase") && Catch::Contains("invariant_test.cpp"));
  CHECK_THROWS_AS(invariant(false, "ids increase"), InvariantViolated);
}

}  // namespace confab::source
