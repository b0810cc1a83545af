// One vendor as the mock plays it: what OpenAPI cannot say.
#pragma once

#include <optional>
#include <tl/expected.hpp>

#include "routing/call.hpp"
#include "routing/refusal.hpp"
#include "routing/reply.hpp"

namespace confab::mock {

/// Called from any thread.
class VendorMock {
 public:
  virtual ~VendorMock() = default;

  /// Who sent this; Refused::unauthorized or Refused::expired.
  [[nodiscard]] virtual tl::expected<Caller, Refusal> authenticate(const Request& request) const = 0;
  /// A reply that comes before everything, the credential included; nothing: go on.
  [[nodiscard]] virtual std::optional<Reply> early(const Request&, const spec::Operation&) { return std::nullopt; }
  /// A reply that comes before the body is looked at: caller, path and query are known; nothing: go on.
  [[nodiscard]] virtual std::optional<Reply> before_body(const Call&) { return std::nullopt; }
  /// A call that keeps the contract as far as OpenAPI can tell.
  [[nodiscard]] virtual Reply answer(const Call& call) = 0;
  /// The vendor's own error for a request that is not answered.
  [[nodiscard]] virtual Reply refuse(const Refusal& refusal) = 0;

  virtual void reset() = 0;  // see Engine::reset
  virtual void stop() = 0;   // see Engine::stop
};

}  // namespace confab::mock
