// A recorded stream, as `confab frames VENDOR OPERATION` judges it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "checks/finding.hpp"
#include "client/frame.hpp"
#include "model/schema_set.hpp"
#include "model/stream_spec.hpp"

namespace confab::conformance {

struct Recording {
  std::vector<Frame> frames;
  std::string fault;        // why decoding stopped, if it did
  bool unfinished = false;  // the bytes end inside a frame, which is discarded
};

/// Any bytes; of one stream with one run.
[[nodiscard]] Recording decode_recording(const spec::StreamSpec& spec, std::string_view bytes);

/// The findings of every stream check that applies. The recording is the whole stream, so an end without a terminal frame,
/// also of an empty one, is a breach of `stream.terminal`.
[[nodiscard]] std::vector<Finding> check_recording(const spec::StreamSpec& spec, const spec::SchemaSet& schemas,
                                                   const Recording& recording);

}  // namespace confab::conformance
