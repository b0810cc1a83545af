#include "vendors/waldur_tokens.hpp"

#include "routing/request.hpp"
#include "vendors/replies.hpp"

namespace confab::mock::waldur {

namespace {

constexpr std::string_view kScheme = "Token";

Refusal refused(Refused what, const char* why) {
  return {what, why, {}, {}};
}

std::string query_of(const spec::Vendor& vendor) {
  for (const spec::Persona& persona : vendor.personas) {
    if (!persona.query.empty()) return persona.query;
  }
  return {};
}

}  // namespace

Tokens::Tokens(const spec::Vendor& vendor)
    : header_(vendor.auth_header), query_(query_of(vendor)), credentials_(vendor, kScheme) {}

std::optional<std::string> Tokens::shown(const Request& request) const {
  if (const auto header = request.header(header_)) return std::string(*header);
  for (const auto& [name, value] : parse_query(request.query)) {
    if (name == query_) return value;
  }
  return std::nullopt;
}

tl::expected<Caller, Refusal> Tokens::authenticate(const Request& request) const {
  const auto text = shown(request);
  if (!text) return tl::unexpected(refused(Refused::unauthorized, "Credentials were not given."));
  const std::string_view words = trim(*text);
  const std::string_view scheme = words.substr(0, words.find(' '));
  if (!same_field_name(scheme, kScheme))
    return tl::unexpected(refused(Refused::unauthorized, "Credentials were not given."));
  const std::string_view key = trim(words.substr(scheme.size()));
  if (key.empty() || key.find(' ') != std::string_view::npos)
    return tl::unexpected(refused(Refused::unauthorized, "Write the word Token, a space, and one key."));
  const Caller* caller = credentials_.find(key);
  if (!caller) return tl::unexpected(refused(Refused::unauthorized, "Nobody has this token."));
  if (caller->persona->name == "expired") return tl::unexpected(refused(Refused::expired, "This token has expired."));
  if (caller->persona->name == "inactive") return tl::unexpected(refused(Refused::expired, "This user is not active."));
  return *caller;
}

}  // namespace confab::mock::waldur
