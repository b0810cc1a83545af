// The frames in the record of a stream, as far as they are there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/stream_spec.hpp"

namespace confab::conformance {

struct RecordedFrame {
  std::string name;
  source::Json payload;
};

/// Of a body as it came, or of what was said on a socket, where what came is marked; a record may be cut off.
[[nodiscard]] std::vector<RecordedFrame> frames_in(const spec::StreamSpec& spec, std::string_view recorded);

/// Their names, each once, in the order of their first.
[[nodiscard]] std::vector<std::string> frame_names(const spec::StreamSpec& spec, std::string_view recorded);

/// "/delta|/text": the places at which a text may be.
[[nodiscard]] std::vector<std::string_view> split_pointers(std::string_view pointers);

}  // namespace confab::conformance
