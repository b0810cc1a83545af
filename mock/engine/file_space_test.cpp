#include "engine/file_space.hpp"

#include "framework/catch.hpp"

using namespace confab::mock;

namespace {

StoredFile file(std::string name, std::string text = "x") {
  return {
      .name = std::move(name), .media_type = "text/plain", .bytes = std::make_shared<const std::string>(std::move(text))};
}

std::string kept(FileSpace& space, const std::string& name) {
  const auto added = space.add(file(name));
  return added ? (*added)->name : "";
}

}  // namespace

TEST_CASE("a file is found under the name it was given, with the bytes it had") {
  FileSpace space;
  const std::string bytes("\0\r\n\xFF", 4);
  REQUIRE(space.add(file("a b.bin", bytes)));
  REQUIRE(space.find("a b.bin"));
  CHECK(*space.find("a b.bin")->bytes == bytes);
  CHECK_FALSE(space.find("a"));
  CHECK_FALSE(space.find(""));
}

TEST_CASE("a name that is taken is numbered before its extension") {
  FileSpace space;
  CHECK(kept(space, "a.txt") == "a.txt");
  CHECK(kept(space, "a.txt") == "a (1).txt");
  CHECK(kept(space, "a.txt") == "a (2).txt");
  CHECK(kept(space, "a (1).txt") == "a (1) (1).txt");
  CHECK(kept(space, "plain") == "plain");
  CHECK(kept(space, "plain") == "plain (1)");
  CHECK(kept(space, ".env") == ".env");
  CHECK(kept(space, ".env") == ".env (1)");
  CHECK(kept(space, "a.tar.gz") == "a.tar.gz");
  CHECK(kept(space, "a.tar.gz") == "a.tar (1).gz");
}

TEST_CASE("a number that somebody used as a name is passed over") {
  FileSpace space;
  CHECK(kept(space, "a (1).txt") == "a (1).txt");
  CHECK(kept(space, "a.txt") == "a.txt");
  CHECK(kept(space, "a.txt") == "a (2).txt");
}

TEST_CASE("files are listed in the order in which they came, each with its own bytes") {
  FileSpace space;
  for (const char* text : {"one", "two", "three"}) REQUIRE(space.add(file("same", text)));
  REQUIRE(space.files().size() == 3);
  CHECK(*space.files()[0].bytes == "one");
  CHECK(*space.files()[2].bytes == "three");
  CHECK(*space.find("same (1)")->bytes == "two");
}

TEST_CASE("a path is reduced to its last segment") {
  FileSpace space;
  CHECK(kept(space, "/etc/passwd") == "passwd");
  CHECK(kept(space, "..\\..\\boot.ini") == "boot.ini");
  CHECK(kept(space, "a/../b") == "b");
  CHECK(kept(space, "...") == "...");
}

TEST_CASE("a name that is none is refused and leaves nothing behind") {
  FileSpace space;
  for (const std::string& name :
       {std::string(), std::string("/"), std::string("a/"), std::string("."), std::string("a/.."), std::string("a\0b", 3),
        std::string("a\nb"), std::string("a\x7F"), std::string("\xFF"), std::string("dir\r\n/a"), std::string(256, 'a')}) {
    INFO(name);
    const auto added = space.add(file(name));
    CHECK_FALSE(added);
    CHECK_FALSE(added.error().empty());
  }
  CHECK(space.files().empty());
  CHECK(kept(space, std::string(255, 'a')).size() == 255);
  CHECK(kept(space, "z\xC3\xBC.txt") == "z\xC3\xBC.txt");
}

TEST_CASE("ten thousand files of one name are numbered without trying every number each time") {
  FileSpace space;
  for (int i = 0; i < 10'000; ++i) REQUIRE(space.add(file("a.txt")));
  CHECK(space.files().back().name == "a (9999).txt");
}
