// Any bytes as a recorded stream: decoding and judging must neither crash nor hang.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "checks/recording.hpp"
#include "model/load_vendor.hpp"
#include "source/document_set.hpp"

namespace {

const confab::spec::Vendor& vendor() {
  static const confab::spec::Vendor loaded =
      confab::spec::load_vendor(confab::source::DocumentSet::from_directory(CONFAB_SOURCE_DIR "/spec"), "reveng");
  return loaded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const confab::spec::StreamSpec& spec = *vendor().stream("stream_events");
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto recording = confab::conformance::decode_recording(spec, bytes);
  (void)confab::conformance::check_recording(spec, *vendor().schemas, recording);
  return 0;
}
