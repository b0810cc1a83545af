#include "client/redactor.hpp"

#include <openssl/evp.h>

#include "framework/catch.hpp"
#include "source/json_text.hpp"

namespace confab::conformance {
namespace {

Redactor redactor_for(std::string credential) {
  Deployment deployment;
  deployment.credentials["default"] = std::move(credential);
  return Redactor(deployment);
}

std::string base64(const std::string& text) {
  std::string result(4 * ((text.size() + 2) / 3) + 1, '\0');
  const auto size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(result.data()),
                                    reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  result.resize(static_cast<std::size_t>(size));
  return result;
}

TEST_CASE("every occurrence of a credential is replaced", "[redactor]") {
  const auto redactor = redactor_for("s3cr3t-key");
  CHECK(redactor.redact("s3cr3t-key and s3cr3t-key") == "[redacted] and [redacted]");
  CHECK(redactor.redact("xs3cr3t-keys3cr3t-key") == "x[redacted][redacted]");
  CHECK(redactor.redact("s3cr3t-ke y") == "s3cr3t-ke y");
  CHECK(redactor.redact("s3cr3ts3cr3t-key") == "s3cr3t[redacted]");
  CHECK(redactor.redact("").empty());
  CHECK(Redactor().redact("s3cr3t-key") == "s3cr3t-key");
}

TEST_CASE("of two credentials that overlap the longer one goes", "[redactor]") {
  Deployment deployment;
  deployment.credentials = {{"default", "token"}, {"other", "token-two"}, {"nobody", ""}};
  const Redactor redactor(deployment);
  CHECK(redactor.redact("token token-two") == "[redacted] [redacted]");
}

TEST_CASE("other secrets of a deployment go as well", "[redactor]") {
  Deployment deployment;
  deployment.secrets = {"of-a-header"};
  CHECK(Redactor(deployment).redact("it is of-a-header") == "it is [redacted]");
}

TEST_CASE("a credential is found without its scheme and keeps it", "[redactor]") {
  const auto redactor = redactor_for("Bearer abc.def");
  CHECK(redactor.redact("Authorization: Bearer abc.def") == "Authorization: [redacted]");
  CHECK(redactor.redact("token=abc.def") == "token=[redacted]");
  CHECK(redactor.redact("Bearer other") == "Bearer other");
}

TEST_CASE("a credential is found URL-encoded and JSON-escaped", "[redactor]") {
  const std::string secret = "a+b/c d\"e\\\xC3\xA4=";
  const auto redactor = redactor_for(secret);
  CHECK(redactor.redact("?key=a%2Bb%2Fc%20d%22e%5C%C3%A4%3D&x") == "?key=[redacted]&x");
  CHECK(redactor.redact("?key=a%2bb%2fc%20d%22e%5c%c3%a4%3d") == "?key=[redacted]");
  CHECK(redactor.redact("?key=a%2Bb%2Fc+d%22e%5C%C3%A4%3D") == "?key=[redacted]");
  CHECK(redactor.redact(source::render_json({{"k", secret}})) == R"({"k":"[redacted]"})");
  CHECK(redactor.redact(source::Json(secret).dump(-1, ' ', true)) == R"("[redacted]")");
  CHECK(redactor.redact(R"(a+b\/c d\"e\\)"
                        "\xC3\xA4=") == "[redacted]");
}

TEST_CASE("base64 of a text with the credential in it does not give it away", "[redactor]") {
  const std::string secret = "key-with-?>~-bytes";
  const auto redactor = redactor_for(secret);
  for (const std::string before : {"", "u", "us", "use", "user:"}) {
    for (const std::string after : {"", "!", "!!", "!!!"}) {
      auto encoded = base64(before + secret + after);
      INFO(encoded);
      const auto left = redactor.redact(encoded);
      CHECK(left.find("[redacted]") != std::string::npos);
      // What is left besides the mark are the digits shared with the bytes around.
      CHECK(left.size() <= encoded.size() - secret.size() * 4 / 3 + 2 + spec::kRedacted.size());
      std::replace(encoded.begin(), encoded.end(), '+', '-');
      std::replace(encoded.begin(), encoded.end(), '/', '_');
      CHECK(redactor.redact(encoded).find("[redacted]") != std::string::npos);
    }
  }
}

TEST_CASE("a credential that is not UTF-8 is redacted as well", "[redactor]") {
  CHECK(redactor_for("\xFF\xFEraw").redact("x\xFF\xFErawx") == "x[redacted]x");
}

TEST_CASE("auth-like headers hide their value whoever sent it", "[redactor]") {
  const auto redactor = redactor_for("s3cr3t-key");
  const auto redacted = redactor.redact_headers({{"Authorization", "Bearer unknown"},
                                                 {"x-api-key", "unknown"},
                                                 {"Set-Cookie", "session=1; Path=/"},
                                                 {"Accept", "text/plain"},
                                                 {"X-Echo", "got s3cr3t-key"},
                                                 {"Authorization", ""}});
  REQUIRE(redacted.size() == 6);
  CHECK(redacted[0].second == "Bearer [redacted]");
  CHECK(redacted[1].second == "[redacted]");
  CHECK(redacted[2].second.find("session=1") == std::string::npos);
  CHECK(redacted[3].second == "text/plain");
  CHECK(redacted[4].second == "got [redacted]");
  CHECK(redacted[5].second.empty());
}

TEST_CASE("an extra header of the deployment that is auth-like is a credential too", "[redactor]") {
  Deployment deployment;
  deployment.headers = {{"X-Api-Key", "gateway-key"}, {"X-Tenant", "acme"}};
  const Redactor redactor(deployment);
  CHECK(redactor.redact("gateway-key of acme") == "[redacted] of acme");
}

TEST_CASE("an extra header shows its value nowhere: not under its name, and elsewhere unless it is a short word",
          "[redactor]") {
  Deployment deployment;
  deployment.headers = {{"X-Route", "canary-of-the-gateway"}, {"X-Tenant", "acme"}, {"Accept-Language", "en-GB, en-US"}};
  const Redactor redactor(deployment);
  CHECK(redactor.redact("routed by canary-of-the-gateway for acme in en-GB, en-US") ==
        "routed by [redacted] for acme in en-GB, en-US");
  const auto shown =
      redactor.redact_headers({{"x-route", "other"}, {"X-Tenant", "acme"}, {"accept-language", "en-GB, en-US"}});
  CHECK(shown[0].second == "[redacted]");
  CHECK(shown[1].second == "[redacted]");
  CHECK(shown[2].second == "en-GB, en-US");
}

TEST_CASE("whatever else must not be shown is not", "[redactor]") {
  Deployment deployment;
  deployment.secrets = {"abc"};
  CHECK(Redactor(deployment).redact("xabcx") == "x[redacted]x");
}

TEST_CASE("credentials in URLs are known by their place", "[redactor]") {
  const Redactor redactor;
  CHECK(redactor.redact_url("http://h/a?x-auth-token=Token%20abc&page=2") == "http://h/a?x-auth-token=[redacted]&page=2");
  const auto shown =
      redactor.redact_headers({{"Location", "https://ann:pw@h/b?api_key=1"}, {"Link", "<http://h/?token=1>; rel=next"}});
  CHECK(shown[0].second == "https://[redacted]@h/b?api_key=[redacted]");
  CHECK(shown[1].second == "<http://h/?token=[redacted]>; rel=next");
}

TEST_CASE("what the vendor calls a credential is one", "[redactor]") {
  spec::Vendor vendor;
  vendor.auth_header = "X-Badge";
  vendor.personas.emplace_back();
  vendor.personas.back().query = "badge";
  const Redactor redactor({}, spec::SecretNames(vendor));
  CHECK(redactor.redact_headers({{"x-badge", "7"}})[0].second == "[redacted]");
  CHECK(redactor.redact_url("/a?badge=7&b=7") == "/a?badge=[redacted]&b=7");
}

}  // namespace
}  // namespace confab::conformance
