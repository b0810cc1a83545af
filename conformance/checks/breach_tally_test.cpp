#include "checks/breach_tally.hpp"

#include "framework/catch.hpp"
#include "source/utf8.hpp"

using namespace confab;
using namespace confab::conformance;

TEST_CASE("A tally without a breach holds and says nothing") {
  const Finding finding = BreachTally("status").take();
  CHECK(finding.holds);
  CHECK(finding.check == "status");
  CHECK(finding.expected.empty());
}

TEST_CASE("An excerpt never cuts a code point in two") {
  const std::string text = "ab€€€€";
  for (std::size_t limit = 2; limit < text.size(); ++limit) CHECK_FALSE(source::first_invalid_utf8(excerpt(text, limit)));
  CHECK(excerpt("abc", 3) == "abc");
  CHECK(excerpt(std::string(9, 'x'), 3) == "xxx… (9 bytes)");
}

TEST_CASE("Alternatives read as a sentence") {
  CHECK(any_of({}).empty());
  CHECK(any_of({"A"}) == "A");
  CHECK(any_of({"A", "B"}) == "A or B");
  CHECK(any_of({"A", "B", "C"}) == "A, B or C");
}
