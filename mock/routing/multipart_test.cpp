#include "routing/multipart.hpp"

#include <fmt/format.h>

#include "framework/catch.hpp"

using namespace confab::mock;

namespace {

/// A part with this head (line breaks left out at its end) and content.
std::string part(const std::string& head, const std::string& content) {
  return "--b\r\n" + head + "\r\n\r\n" + content + "\r\n";
}
std::string named(const std::string& name, const std::string& content) {
  return part("Content-Disposition: form-data; name=\"" + name + "\"", content);
}
const std::string kEnd = "--b--\r\n";

/// The parse borrows from its text, so the text stays with it.
struct Parsed {
  explicit Parsed(std::string given) : text(std::move(given)), parts(parse_multipart(text, "b")) {}
  std::string text;
  tl::expected<std::vector<Part>, std::string> parts;
};

std::string wrong(const std::string& text) {
  const Parsed parsed(text);
  return parsed.parts ? "" : parsed.parts.error();
}

std::string filename(const std::string& disposition) {
  const Parsed parsed(part("Content-Disposition: form-data; name=f; " + disposition, "x") + kEnd);
  REQUIRE(parsed.parts);
  return parsed.parts->at(0).filename.value_or("<none>");
}

}  // namespace

TEST_CASE("parts come in their order, bytes as they were sent") {
  std::string bytes;
  for (int c = 0; c < 256; ++c) bytes += static_cast<char>(c);
  bytes += "\r\n--b\r--b\n--bb--\r\n--\r\n";
  const Parsed parsed(
      "preamble\r\n" + named("a", "one") +
      part("content-type: Image/PNG; x=1\r\nCONTENT-DISPOSITION:form-data;name=files;filename=\"a b.png\"\r\nX-Y: z",
           bytes) +
      named("a", "") + "--b--\t\r\nepilogue");
  REQUIRE(parsed.parts);
  const auto& parts = *parsed.parts;
  REQUIRE(parts.size() == 3);
  CHECK(parts[0].name == "a");
  CHECK(parts[0].bytes == "one");
  CHECK_FALSE(parts[0].filename);
  CHECK(parts[0].media_type.empty());
  CHECK(parts[1].filename == "a b.png");
  CHECK(parts[1].media_type == "Image/PNG; x=1");
  CHECK(parts[1].bytes == bytes);
  CHECK(parts[2].bytes.empty());
}

TEST_CASE("a form without parts is one") {
  CHECK(Parsed("--b--").parts->empty());
  CHECK(Parsed("\r\n--b--").parts->empty());
}

TEST_CASE("file names come as browsers and curl mean them") {
  CHECK(filename(R"(filename="")").empty());
  CHECK(filename("x=1") == "<none>");
  CHECK(filename("filename*=UTF-8''a") == "<none>");
  CHECK(filename(R"(filename="C:\dir\a.txt")") == R"(C:\dir\a.txt)");
  CHECK(filename(R"(filename="a\"b\\c")") == R"(a"b\c)");
  CHECK(filename(R"(filename="a%22b%0D%0A%20")") == "a\"b\r\n%20");
  CHECK(filename(R"(filename="../../etc/passwd")") == "../../etc/passwd");
  CHECK(filename("filename=\"naïve 🦊;=.txt\"") == "naïve 🦊;=.txt");
}

TEST_CASE("what is not a form is refused") {
  for (const std::string& text :
       {std::string(), std::string("x"), std::string("--b"), named("a", "x"), named("a", "x") + "--b", "--b\r\n" + kEnd,
        "--b\r\n\r\nx\r\n" + kEnd, part("Content-Type: text/plain", "x") + kEnd, part("nothing", "x") + kEnd,
        part(": x", "x") + kEnd, part("Content-Disposition: attachment; name=a", "x") + kEnd,
        part("Content-Disposition: form-data", "x") + kEnd, part("Content-Disposition: form-data; filename=a", "x") + kEnd,
        part("Content-Disposition: form-data; name=\"a", "x") + kEnd,
        part("Content-Disposition: form-data; name=\"a\"b", "x") + kEnd,
        part("Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b", "x") + kEnd,
        "--b\r\nContent-Disposition: form-data; name=a\r\n" + kEnd,
        std::string("--b\nContent-Disposition: form-data; name=a\n\nx\n--b--\n")}) {
    INFO(text);
    CHECK_FALSE(wrong(text).empty());
  }
}

TEST_CASE("control characters and bytes that are no text never get into names") {
  for (const std::string& evil : {std::string("a\0b", 3), std::string("a\nb"), std::string("a\rb"), std::string("a\x7F"),
                                  std::string("a\xFF"), std::string("\xED\xA0\x80")}) {
    CHECK_FALSE(wrong(named(evil, "x") + kEnd).empty());
    CHECK_FALSE(wrong(part("Content-Disposition: form-data; name=a; filename=\"" + evil + "\"", "x") + kEnd).empty());
  }
}

TEST_CASE("heads and parts are bounded") {
  CHECK_THAT(wrong(named(std::string(2 * kMaxPartHeadBytes, 'x'), "x") + kEnd), Catch::Matchers::Contains("too large"));
  std::string fields = "Content-Disposition: form-data; name=a";
  while (fields.size() < 2 * kMaxPartHeadBytes) fields += "\r\nX: y";
  CHECK_THAT(wrong(part(fields, "x") + kEnd), Catch::Matchers::Contains("too large"));
  std::string many;
  for (std::size_t i = 0; i < kMaxParts; ++i) many += named("a", "x");
  CHECK(Parsed(many + kEnd).parts->size() == kMaxParts);
  CHECK_THAT(wrong(many + many + kEnd), Catch::Matchers::Contains("more than"));
}

TEST_CASE("content full of beginnings of delimiters stays content, in linear time") {
  std::string content;
  while (content.size() < 1024 * 1024) content += "\r\n--b \t x\r\n--\r\n--bx\r\r\n";
  const Parsed parsed(named("a", content) + kEnd);
  REQUIRE(parsed.parts);
  CHECK(parsed.parts->at(0).bytes == content);
}

TEST_CASE("a boundary is what RFC 2046 allows") {
  CHECK(boundary_of("multipart/form-data; boundary=abc") == "abc");
  CHECK(boundary_of("multipart/form-data; charset=utf-8; BOUNDARY=\"a b:c\"") == "a b:c");
  CHECK(boundary_of("multipart/form-data; boundary=" + std::string(70, 'x')).size() == 70);
  for (const std::string& bad :
       {std::string("multipart/form-data"), std::string("multipart/form-data; boundary="),
        std::string("multipart/form-data; boundary=\"a"), std::string("multipart/form-data; boundary=\"a \""),
        std::string("multipart/form-data; boundary=a\\b"), std::string("multipart/form-data; boundary=\"\xC3\xA4\""),
        "multipart/form-data; boundary=" + std::string(71, 'x')}) {
    INFO(bad);
    CHECK(boundary_of(bad).empty());
  }
}
