#include "formats/format.hpp"

#include <set>

#include "framework/catch.hpp"

using namespace confab::reports;

TEST_CASE("a format is found by its name and only by that") {
  for (const Format& format : formats()) CHECK(find_format(format.name) == &format);
  CHECK(find_format("") == nullptr);
  CHECK(find_format("JSON") == nullptr);
}

TEST_CASE("names and files of formats are unique") {
  std::set<std::string_view> names, files;
  for (const Format& format : formats()) {
    CHECK(names.insert(format.name).second);
    CHECK(files.insert(format.file).second);
    CHECK_FALSE(format.text.empty());
  }
}
