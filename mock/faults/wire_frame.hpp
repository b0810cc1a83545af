// One frame as it goes over the wire, taken apart and put together again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/stream_spec.hpp"

namespace confab::mock {

/// Of the mock's own making: one line a field. `name` is where the vendor puts it: the event field, or what the payload
/// says.
struct WireFrame {
  std::string name, id, data;
  bool says_event = false;  // SSE: the event field is there; without it an event is called message (WHATWG HTML, 9.2.6)
  std::string raw;          // set: sent as it is, and nothing else here counts

  /// With the blank line, the line end, or nothing, as the framing has it.
  [[nodiscard]] std::string render(const spec::StreamSpec& spec) const;
};

/// What a vendor hands over at once may be several frames. Comments are frames with nothing but `raw`.
[[nodiscard]] std::vector<WireFrame> split_frames(const spec::StreamSpec& spec, std::string_view bytes);

}  // namespace confab::mock
