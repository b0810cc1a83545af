#include "client/endpoint.hpp"

#include "framework/catch.hpp"
#include "source/user_error.hpp"

namespace confab::conformance {
namespace {

TEST_CASE("a base URL has a scheme, a host, maybe a port and a prefix", "[endpoint]") {
  struct Row {
    std::string url, host;
    int port;
    std::string prefix, authority, origin;
  };
  const Row row = GENERATE(values<Row>({
      {"http://127.0.0.1:8080", "127.0.0.1", 8080, "", "127.0.0.1:8080", "http://127.0.0.1:8080"},
      {"http://example.com", "example.com", 80, "", "example.com", "http://example.com"},
      {"http://example.com:80/", "example.com", 80, "", "example.com", "http://example.com"},
      {"https://example.com:443", "example.com", 443, "", "example.com", "https://example.com"},
      {"https://example.com:80", "example.com", 80, "", "example.com:80", "https://example.com:80"},
      {"HTTPS://Example.com/a/b//", "Example.com", 443, "/a/b", "Example.com", "https://Example.com"},
      {"http://[::1]:9/p%20q", "::1", 9, "/p%20q", "[::1]:9", "http://[::1]:9"},
      {"http://[::1]", "::1", 80, "", "[::1]", "http://[::1]"},
      {"http://my_host-1.local:65535", "my_host-1.local", 65535, "", "my_host-1.local:65535",
       "http://my_host-1.local:65535"},
  }));
  const auto endpoint = parse_endpoint(row.url);
  CHECK(endpoint.host == row.host);
  CHECK(endpoint.port == row.port);
  CHECK(endpoint.prefix == row.prefix);
  CHECK(endpoint.authority() == row.authority);
  CHECK(endpoint.origin() == row.origin);
}

TEST_CASE("anything else is the user's error", "[endpoint]") {
  const auto* url = GENERATE("", "example.com", "example.com:80", "//example.com", "ftp://example.com", "ws://example.com",
                             "http://", "http:///path", "http://:80", "http://host:", "http://host:0", "http://host:65536",
                             "http://host:-1", "http://host:80x", "http://host:80:80", "http://ho st", "http://h\xC3\xB6st",
                             "http://host/a b", "http://host/a\nb", "http://host?x=1", "http://host/#x", "http://[::1",
                             "http://[]", "http://[::1]x", "http://[host]", "http://::1");
  INFO(url);
  CHECK_THROWS_AS(parse_endpoint(url), source::UserError);
}

TEST_CASE("a password in a base URL is refused and not repeated", "[endpoint]") {
  for (const auto* url : {"http://user:hunter2@host/", "https://hunter2@host", "user:hunter2@host"}) {
    try {
      (void)parse_endpoint(url);
      FAIL("accepted " << url);
    } catch (const source::UserError& error) {
      CHECK(error.render().find("hunter2") == std::string::npos);
      CHECK(error.render().find("--credential") != std::string::npos);
    }
  }
}

}  // namespace
}  // namespace confab::conformance
