// How a caller shows a token to Waldur: in a header, or in the query.
#pragma once

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
  const Credentials credentials_;
};

}  // namespace confab::mock::waldur
