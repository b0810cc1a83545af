// A stream that is changed on its way to one reader.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "faults/deviation.hpp"
#include "faults/wire_frame.hpp"

namespace confab::mock {

/// What happens to the frames of one reading of one stream. One thread at a time.
class FrameEdit {
 public:
  virtual ~FrameEdit() = default;

  /// What is sent in place of `frame`.
  virtual void on_frame(WireFrame frame, std::vector<WireFrame>& out) = 0;
  /// What is sent before the stream ends. False: it never ends.
  virtual bool on_end(std::vector<WireFrame>& /*out*/) { return true; }
  /// Nothing more is sent, and the stream ends, whatever was still to come.
  [[nodiscard]] virtual bool hung_up() const { return false; }
};

using MakeFrameEdit = std::function<std::unique_ptr<FrameEdit>(const spec::StreamSpec&)>;

/// Does nothing to an answer that is no stream of the contract.
void edit_stream(Reply& reply, const Asked& asked, const MakeFrameEdit& make_edit);

}  // namespace confab::mock
