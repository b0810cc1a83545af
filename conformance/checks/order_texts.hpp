// A breach of order in words, for live streams and for stored events alike.
#pragma once

#include <string>

#include "automaton/stream_order.hpp"

namespace confab::conformance {

/// "stream.order.text", "stream.order.run", "stream.terminal".
[[nodiscard]] std::string order_check_id(const automaton::OrderBreach& breach);

/// What was allowed there: "TEXT_MESSAGE_CONTENT or TEXT_MESSAGE_END for m1".
[[nodiscard]] std::string order_expected(const automaton::OrderBreach& breach);

}  // namespace confab::conformance
