// Waldur's refusals, in the envelopes of Django REST framework.
#pragma once

#include <string>
#include <string_view>

#include "routing/refusal.hpp"
#include "routing/reply.hpp"
#include "source/json_text.hpp"

namespace confab::mock::waldur {

/// {"detail": "…"}
[[nodiscard]] Reply detail_reply(int status, std::string_view detail);
/// 400 with what is wrong by field or parameter: {"input": ["…"]}
[[nodiscard]] Reply mistakes_reply(const source::Json& mistakes);
/// 400 with a bare array of one text
[[nodiscard]] Reply list_reply(std::string_view text);
/// The vendor's answer to a request that reached no operation.
[[nodiscard]] Reply refusal_reply(const Refusal& refusal);

}  // namespace confab::mock::waldur
