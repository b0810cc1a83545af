#include "runner/form.hpp"

#include "framework/catch.hpp"

using namespace confab::conformance;
using confab::scenarios::FormPart;

TEST_CASE("A form is written part by part, names that could break it are escaped") {
  const std::vector<FormPart> parts{{"files", "a \"b\"\r\n.txt", "text/plain", "one\r\ntwo"},
                                    {"note", std::nullopt, "", "x"}};
  CHECK(render_form(parts, "b") ==
        "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a %22b%22%0D%0A.txt\"\r\nContent-Type: "
        "text/plain\r\n\r\n"
        "one\r\ntwo\r\n--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nx\r\n--b--\r\n");
}

TEST_CASE("The boundary stands in none of the parts") {
  CHECK(boundary_for({}) == "confab-part-0");
  CHECK(boundary_for({{"f", "n", "", "confab-part-0 confab-part-1"}}) == "confab-part-2");
}
