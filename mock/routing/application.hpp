// What `net/` talks to: everything above the socket.
#pragma once

#include <cstdint>
#include <optional>

#include "routing/refusal.hpp"
#include "routing/reply.hpp"
#include "routing/request.hpp"

namespace confab::mock {

class Application {
 public:
  virtual ~Application() = default;

  /// Called from any loop's thread; never throws.
  [[nodiscard]] virtual Reply answer(const Request& request) = 0;

  /// The envelope for a request that could not be read. `path` is what is known of it, maybe empty.
  [[nodiscard]] virtual Reply refuse(const Refusal& refusal, std::string_view path) = 0;

  /// How many bytes a body sent to this path may have; nothing: what the server allows.
  [[nodiscard]] virtual std::optional<std::uint64_t> body_limit(std::string_view /*path*/) const { return std::nullopt; }

  /// The server is about to stop: every open stream ends after what it has, and new ones end at once.
  virtual void stop() = 0;
};

}  // namespace confab::mock
