// What still has to happen to a reply that comes later.
#pragma once

#include <functional>
#include <memory>

#include "routing/reply.hpp"

namespace confab::mock {

/// `later`, with `step` done to its reply once that is there, in whichever thread takes it.
[[nodiscard]] std::shared_ptr<LateReply> and_then(std::shared_ptr<LateReply> later, std::function<Reply(Reply)> step);

/// `later`, where an exception becomes the reply `on_fault` makes of its message.
[[nodiscard]] std::shared_ptr<LateReply> guarded(std::shared_ptr<LateReply> later,
                                                 std::function<Reply(const char*)> on_fault);

}  // namespace confab::mock
