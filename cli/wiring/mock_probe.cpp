#include "wiring/mock_probe.hpp"

#include <chrono>

#include "client/http_client.hpp"
#include "source/json_text.hpp"

namespace confab::cli {
namespace {

constexpr std::chrono::milliseconds kPatience{2'000};
constexpr std::size_t kLargestHealth = 64 * 1024;

}  // namespace

std::string origin_of(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) return url;
  return url.substr(0, url.find('/', scheme + 3));
}

std::optional<MockBases> read_health(const std::string& body, const std::string& origin) {
  const auto health = source::parse_json(body);
  if (!health) return std::nullopt;
  const source::Json* name = source::find(*health, "/name");
  const source::Json* vendors = source::find(*health, "/vendors");
  if (!name || *name != "confab" || !vendors || !vendors->is_array()) return std::nullopt;
  MockBases bases;
  for (const source::Json& vendor : *vendors) {
    const source::Json* word = source::find(vendor, "/name");
    const source::Json* base = source::find(vendor, "/base");
    if (!word || !base || !word->is_string() || !base->is_string()) return std::nullopt;
    const std::string path = base->get<std::string>();
    bases.emplace(word->get<std::string>(), origin + (path == "/" ? "" : path));
  }
  return bases;
}

std::optional<MockBases> probe_mock(const std::string& target, bool verify_tls) {
  const std::string origin = origin_of(target);
  conformance::HttpClient client({.base_url = origin, .verify_tls = verify_tls});
  conformance::HttpBudget budget;
  budget.time = kPatience;
  budget.body_bytes = kLargestHealth;
  const auto response = client.send({.method = "GET", .target = "/_confab/health", .headers = {}, .body = {}}, budget);
  if (response.status != 200 || response.fault != conformance::HttpFault::none) return std::nullopt;
  return read_health(response.body, origin);
}

}  // namespace confab::cli
