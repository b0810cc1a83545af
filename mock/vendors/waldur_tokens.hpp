// How a caller shows a token to Waldur: in a header, or in the query.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "model/vendor.hpp"
#include "routing/call.hpp"
#include "routing/refusal.hpp"
#include "vendors/credentials.hpp"

namespace confab::mock::waldur {

class Tokens {
 public:
  explicit Tokens(const spec::Vendor& vendor);

  /// "Token KEY", the first word in any case, from the header; from the query only if there is no such header.
  [[nodiscard]] tl::expected<Caller, Refusal> authenticate(const Request& request) const;

 private:
  [[nodiscard]] std::optional<std::string> shown(const Request& request) const;

  const std::string header_, query_;  // where deployment.yaml says that a token travels
  const Credentials credentials_;
};

}  // namespace confab::mock::waldur
