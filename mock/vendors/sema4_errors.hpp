// Sema4.ai's error envelope: {"error": {"code", "message"}}.
#pragma once

#include <string_view>

#include "engine/engine.hpp"
#include "routing/refusal.hpp"
#include "routing/reply.hpp"

namespace confab::mock::sema4 {

/// With the code that belongs to the status. An empty `message` is replaced by a general one.
[[nodiscard]] Reply error_reply(int status, std::string_view message = {});

/// Most mistakes of a client are 422, as in the framework that the vendor's operation names point to.
[[nodiscard]] int status_for(Refused what);

[[nodiscard]] Reply denied_reply(Denied denied);

}  // namespace confab::mock::sema4
