#include "checks/exchange_checks.hpp"

#include <array>

namespace confab::conformance {
namespace {

constexpr std::array<ExchangeCheck, 4> kExchangeChecks{{
    {"status", check_status},
    {"media_type", check_media_type},
    {"body_schema", check_body_schema},
    {"error_envelope", check_error_envelope},
}};

}  // namespace

std::span<const ExchangeCheck> exchange_checks() {
  return kExchangeChecks;
}

std::vector<Finding> check_exchange(const ExchangeView& exchange) {
  std::vector<Finding> findings;
  for (const ExchangeCheck& check : kExchangeChecks) {
    if (auto finding = check.judge(exchange)) findings.push_back(std::move(*finding));
  }
  return findings;
}

}  // namespace confab::conformance
