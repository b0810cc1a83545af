#include "secrets/redact_url.hpp"

#include "framework/catch.hpp"

using namespace confab::spec;

TEST_CASE("a query keeps everything but the secrets, byte for byte") {
  const SecretNames names;
  CHECK(redact_query("a=1&token=x%20y&b=%zz&&token", names) == "a=1&token=[redacted]&b=%zz&&token");
  CHECK(redact_query("api%5Fkey=x", names) == "api%5Fkey=[redacted]");
  CHECK(redact_query("to%6ben=x&", names) == "to%6ben=[redacted]&");
  CHECK(redact_query("%=1&%4=2&%25=3", names) == "%=1&%4=2&%25=3");
  CHECK(redact_query("", names).empty());
  CHECK(redact_query("&", names) == "&");
}

TEST_CASE("URLs in a text lose their user information and their secret parameters, in the fragment too") {
  const SecretNames names;
  CHECK(redact_urls("see https://ann:pw@host:1/a@b?x=1&sig=2#token=3 or http://host/", names) ==
        "see https://[redacted]@host:1/a@b?x=1&sig=[redacted]#token=[redacted] or http://host/");
  CHECK(redact_urls("http://a@b@c", names) == "http://[redacted]@c");
  CHECK(redact_urls("mail ann@host, 1://2", names) == "mail ann@host, 1://2");
  CHECK(redact_urls("\"/a?key=1\"&key=2", names) == "\"/a?key=[redacted]\"&key=2");
  CHECK(redact_urls("/cb?code=1?token=2", names) == "/cb?code=1?token=[redacted]");
  CHECK(redact_urls("", names).empty());
}
