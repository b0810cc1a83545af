// Are we right? Judges what the mock is about to send by the vendor's own contract.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "model/vendor.hpp"
#include "routing/call.hpp"
#include "routing/reply.hpp"

namespace confab::mock {

/// Receives one sentence per breach. Called from any thread.
using OnBreach = std::function<void(const std::string&)>;

/// What is wrong with the JSON body of `reply` by the schema declared for its operation and status; empty: nothing, or
/// nothing is declared.
[[nodiscard]] std::string breach_of(const spec::Vendor& vendor, const spec::Operation& operation, const Reply& reply);

/// The same stream, each frame judged as it is handed out: it decodes, its name is known, name and id are repeated in the
/// payload, the payload keeps its schemas, and ids increase; where `from_start`, also that the frames keep the order of run
/// and lanes, and that nothing follows the terminal one. `spec` must outlive the stream; it is shared for that.
[[nodiscard]] std::shared_ptr<FrameSource> judge_stream(std::shared_ptr<FrameSource> stream,
                                                        std::shared_ptr<const spec::Vendor> vendor,
                                                        const spec::StreamSpec& spec, bool from_start, OnBreach on_breach);

}  // namespace confab::mock
