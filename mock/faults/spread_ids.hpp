// Ids that leave gaps, as those of a log that several readers share do.
#pragma once

#include <memory>

#include "faults/deviation.hpp"

namespace confab::mock {

/// Every id of a stream that can be resumed is seven times what it was: in its frames, in what is stored of them, and in
/// what a reader gives back. Whoever takes ids for consecutive numbers fails; no contract promises that they are.
[[nodiscard]] std::unique_ptr<Deviation> make_spread_ids(const Parameters& parameters);

}  // namespace confab::mock
