// Operations that answer when the agent is done.
#pragma once

#include <functional>
#include <memory>

#include "routing/reply.hpp"

namespace confab::mock {

/// Passes over the frames of `run` and answers `finish()` when it has ended; at once if it has ended already. `finish` is
/// called at most once, from any thread, and never when the client hangs up before.
[[nodiscard]] Reply after(std::shared_ptr<FrameSource> run, std::function<Reply()> finish);

}  // namespace confab::mock
