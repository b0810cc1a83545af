// The same work on a few threads.
#pragma once

#include <cstddef>
#include <functional>

namespace confab::conformance {

/// Runs `work` on as many threads as there is use for, at most `most`, and waits for them all. What a thread throws is
/// thrown here; of several the first.
void run_together(std::size_t most, std::size_t use, const std::function<void()>& work);

}  // namespace confab::conformance
