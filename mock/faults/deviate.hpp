// An exchange on which the mock deviates.
#pragma once

#include <functional>

#include "faults/deviations.hpp"

namespace confab::mock {

/// What `answer` makes of the request, with the deviations that concern it. They act in their order, on what comes later
/// too. `answer` is called during this call only, and not at all where one of them answers instead.
[[nodiscard]] Reply answer_deviating(const DeviationList& list, const Request& request, const Asked& asked,
                                     const std::function<Reply(const Request&)>& answer);

/// Only what they do to the answer: for a request that could not be read.
[[nodiscard]] Reply spoilt(const DeviationList& list, const Asked& asked, Reply reply);

}  // namespace confab::mock
