#include "secrets/secret_values.hpp"

#include <fmt/format.h>

#include <functional>
#include <map>

#include "framework/catch.hpp"
#include "secrets/secret_forms.hpp"

using namespace confab::spec;

namespace {

std::string redacted(const std::string& secret, const std::string& text) {
  SecretValues values;
  values.add(secret);
  return values.redact(text);
}

/// Every byte by itself.
std::string each(const std::string& text, const std::function<std::string(unsigned char)>& spell) {
  std::string result;
  for (const char c : text) result += spell(static_cast<unsigned char>(c));
  return result;
}

const std::string kSecret = "Canary/7+a=\"b\\c\" ~&<%>";

}  // namespace

TEST_CASE("a secret is found however each of its bytes is spelt") {
  const std::map<std::string, std::function<std::string(unsigned char)>> spellings = {
      {"as it is", [](unsigned char c) { return std::string(1, static_cast<char>(c)); }},
      {"percent, upper case", [](unsigned char c) { return fmt::format("%{:02X}", c); }},
      {"percent, lower case", [](unsigned char c) { return fmt::format("%{:02x}", c); }},
      {"percent, twice", [](unsigned char c) { return fmt::format("%25{:02x}", c); }},
      {"JSON", [](unsigned char c) { return fmt::format("\\u{:04x}", c); }},
      {"JSON, upper case", [](unsigned char c) { return fmt::format("\\u{:04X}", c); }},
      {"JSON in JSON", [](unsigned char c) { return fmt::format("\\\\u{:04x}", c); }},
      {"C", [](unsigned char c) { return fmt::format("\\x{:02x}", c); }},
      {"HTML, decimal", [](unsigned char c) { return fmt::format("&#{};", c); }},
      {"HTML, hexadecimal", [](unsigned char c) { return fmt::format("&#x{:02X};", c); }},
      {"HTML in HTML", [](unsigned char c) { return fmt::format("&amp;#0{};", c); }},
      {"a mixture", [turn = 0](unsigned char c) mutable {
         return ++turn % 3 == 0 ? fmt::format("%{:02x}", c)
                : turn % 3 == 1 ? fmt::format("&#{};", c)
                                : fmt::format("\\u{:04x}", c);
       }}};
  for (const auto& [name, spell] : spellings) {
    CAPTURE(name);
    CHECK(redacted(kSecret, "<" + each(kSecret, spell) + ">") == "<[redacted]>");
  }
}

TEST_CASE("a secret is found in hex and in base64, and these spelt again") {
  CHECK(redacted("canary-1", "x 63616e6172792d31 y") == "x [redacted] y");
  CHECK(redacted("ca/ary>1", "63612F6172793E31") == "[redacted]");
  CHECK(redacted("\?\?\?>>>", "Pz8\\/Pj4+").find("Pz8") == std::string::npos);
  CHECK(redacted("\?\?\?>>>", "Pz8%2FPj4%2B").find("Pz8") == std::string::npos);
  CHECK(redacted("\?\?\?>>>", "Pz8_Pj4-").find("Pz8") == std::string::npos);
}

TEST_CASE("letters beyond ASCII are found as UTF-8, as code points, as pairs of surrogates") {
  const std::string secret = "k\xC3\xA4y\xF0\x9F\xA6\x80!";
  CHECK(redacted(secret, "k\\u00e4y\\ud83e\\udd80!") == "[redacted]");
  CHECK(redacted(secret, "k&#228;y&#x1F980;!") == "[redacted]");
  CHECK(redacted(secret, "k%C3%A4y%f0%9f%a6%80!") == "[redacted]");
  CHECK(redacted(secret, "k\\u00c3\\u00a4y\\u00f0\\u009f\\u00a6\\u0080!") == "[redacted]");
  CHECK(redacted(secret, "k\\u00e4y\\ud83e!") == "k\\u00e4y\\ud83e!");
}

TEST_CASE("what is nearly a secret stays") {
  for (const std::string text :
       {"canary-", "canary-2", "Canary-1", "%63%61nary-", "\\", "%", "&", "+", "&#", "\\u00", "%2", ""}) {
    CAPTURE(text);
    CHECK(redacted("canary-1", text) == text);
  }
}

TEST_CASE("the beginning of a secret counts where the rest was left out") {
  SecretValues values;
  values.add("canary-0123456789");
  CHECK(values.redact("saw canary-012345… (99 bytes)") == "saw [redacted]… (99 bytes)");
  CHECK(values.redact("saw canary… (99 bytes)") == "saw canary… (99 bytes)");
  CHECK(values.redact("saw canary-0123") == "saw canary-0123");
  CHECK(values.redact_cut("saw canary-0123") == "saw [redacted]");
  CHECK(values.redact_cut("saw canary") == "saw canary");
}

TEST_CASE("nearly all of a secret is as good as the secret") {
  CHECK(redacted("canary-0123456789", "\"canary-01234567\"") == "\"[redacted]\"");
  CHECK(redacted("canary-0123456789", "canary-0123|canary%2D012345678") == "canary-0123|[redacted]");
}

TEST_CASE("parts of a credential that open something by themselves are secrets too") {
  CHECK(redacted("Basic YW5uOmNhbmFyeQ==", "ann's password is canary") == "ann's password is [redacted]");
  CHECK(redacted("bearer canary-1", "canary-1") == "[redacted]");
  CHECK(redacted("session=canary-of-the-session; theme=dark", "canary-of-the-session, dark") == "[redacted], dark");
  CHECK(redacted("Digest username=\"ann\", response=\"0123456789\"", "ann 0123456789") == "ann [redacted]");
  CHECK(secrets_in("").empty());
}

TEST_CASE("a text made to be ambiguous is read in bounded time") {
  const std::string slashes(200, '\\');
  CHECK(redacted(slashes, slashes) == "[redacted]");
  CHECK(redacted(slashes + "x", std::string(5000, '\\')).size() <= 5000);
  CHECK(redacted(std::string(50, '%') + "25x", std::string(2000, '%') + "2525").size() <= 2004);
}
