// Two accounts of the same run: streamed and stored, or streamed twice.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "checks/stored_events.hpp"
#include "client/frame.hpp"
#include "model/stream_spec.hpp"

namespace confab::conformance {

struct Difference {
  std::string expected, actual;
};

/// Whether two frames tell the same: id, name and payload.
[[nodiscard]] bool same_frame(const spec::StreamSpec& spec, const Frame& left, const Frame& right);
/// Why they do not; empty if they do.
[[nodiscard]] std::string frame_difference(const spec::StreamSpec& spec, const Frame& expected, const Frame& actual);

/// The same frames, in the same order.
[[nodiscard]] std::optional<Difference> compare_frames(const spec::StreamSpec& spec, std::span<const Frame> one,
                                                       std::span<const Frame> other);

/// From the first streamed event on, every stored event equals the streamed one in id, name and data, and none is missing or
/// added between them. What is stored before and after belongs to other runs.
[[nodiscard]] std::optional<Difference> compare_stored(const spec::StreamSpec& spec, std::span<const Frame> frames,
                                                       std::span<const StoredEvent> events);

/// Every streamed message has the same text where it is stored, however it is cut into deltas there.
[[nodiscard]] std::optional<Difference> compare_text(const spec::StreamSpec& spec, std::span<const Frame> frames,
                                                     std::span<const StoredEvent> events);

}  // namespace confab::conformance
