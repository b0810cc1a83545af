#include "result/result.hpp"

namespace confab::reports {
namespace {

constexpr std::string_view kFailing = "known_failing";
constexpr std::string_view kFlaky = "known_flaky";

}  // namespace

std::string_view to_string(KnownAs list) {
  return list == KnownAs::failing ? kFailing : kFlaky;
}

std::optional<KnownAs> parse_known_as(std::string_view word) {
  if (word == kFailing) return KnownAs::failing;
  if (word == kFlaky) return KnownAs::flaky;
  return std::nullopt;
}

}  // namespace confab::reports
