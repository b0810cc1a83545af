// One vendor as the mock plays it: what OpenAPI cannot say.
#pragma once

#include <optional>
#include <string_view>
#include <tl/expected.hpp>

#include "model/operation.hpp"
#include "routing/call.hpp"
#include "routing/refusal.hpp"
#include "routing/reply.hpp"

namespace confab::mock {

/// Called from any thread. A request meets, in this order: `early`, `authenticate`, the checks of path and query,
/// `before_body`, the checks of the body, `answer`. Whoever gives a reply first ends it; the checks give theirs by `refuse`.
class VendorMock {
 public:
  virtual ~VendorMock() = default;

  /// An answer that needs no credential, such as that the whole service is switched off; nothing: go on.
  [[nodiscard]] virtual std::optional<Reply> early(const Request&, const spec::Operation&) { return std::nullopt; }
  /// Who sent this; Refused::unauthorized or Refused::expired.
  [[nodiscard]] virtual tl::expected<Caller, Refusal> authenticate(const Request& request) const = 0;
  /// What a path answers that has no operation; nothing: it is refused as unknown. `path` is without the vendor's prefix.
  [[nodiscard]] virtual std::optional<Reply> unrouted(const Request&, std::string_view /*path*/) { return std::nullopt; }
  /// An answer that no body changes, such as that what the path names does not exist. The call has no body yet. Nothing: go
  /// on.
  [[nodiscard]] virtual std::optional<Reply> before_body(const Call&) { return std::nullopt; }
  /// A call that keeps the contract as far as OpenAPI can tell.
  [[nodiscard]] virtual Reply answer(const Call& call) = 0;
  /// The vendor's own error for a request that is not answered.
  [[nodiscard]] virtual Reply refuse(const Refusal& refusal) = 0;

  virtual void reset() = 0;  // see Engine::reset
  virtual void stop() = 0;   // see Engine::stop
};

}  // namespace confab::mock
