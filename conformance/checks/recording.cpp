#include "checks/recording.hpp"

#include "checks/stream_checks.hpp"

namespace confab::conformance {

Recording decode_recording(const spec::StreamSpec& spec, std::string_view bytes) {
  Recording recording;
  const auto decoder = make_frame_decoder(spec);
  decoder->feed(bytes, std::chrono::milliseconds(0), recording.frames);
  recording.fault = decoder->fault();
  recording.unfinished = decoder->inside_frame();
  return recording;
}

std::vector<Finding> check_recording(const spec::StreamSpec& spec, const spec::SchemaSet& schemas,
                                     const Recording& recording) {
  return check_stream({.spec = spec,
                       .schemas = schemas,
                       .frames = recording.frames,
                       .fault = recording.fault,
                       .unfinished = recording.unfinished});
}

}  // namespace confab::conformance
