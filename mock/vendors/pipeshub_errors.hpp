// PipesHub's errors.
#pragma once

#include <string_view>

#include "routing/refusal.hpp"
#include "routing/reply.hpp"

namespace confab::mock::pipeshub {

/// What PipesHub has a status and a code for.
enum class Wrong { schema, rule, token, missing, too_fast, agent_failed, overloaded, ours };

[[nodiscard]] Wrong wrong_for(Refused refused);
[[nodiscard]] Reply error_reply(Wrong wrong, std::string_view message);
/// What every answer says of the limit. The mock counts nobody's requests: each one finds the limit untouched.
void tell_limits(Reply& reply, bool used_up);

}  // namespace confab::mock::pipeshub
