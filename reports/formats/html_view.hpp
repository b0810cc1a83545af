// A run as the HTML template reads it.
#pragma once

#include <kainjow/mustache.hpp>

#include "result/result.hpp"

namespace confab::reports {

/// Plain, unescaped texts, bounded in length where a peer may have sent them. What is not there is false, so that no section
/// falls back to what stands around it.
[[nodiscard]] kainjow::mustache::data html_view(const RunResult& run);

}  // namespace confab::reports
