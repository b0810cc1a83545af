// UTF-8 from bytes nobody vouches for (WHATWG Encoding, 8.1.1): what is malformed becomes U+FFFD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace confab::conformance {

/// Feed any slices in order. A code point that is split over slices is held back, at most three bytes of it; each maximal
/// part of a malformed sequence becomes one U+FFFD. Removes nothing, also no byte order mark.
class Utf8Repair {
 public:
  /// Appends valid UTF-8.
  void feed(std::string_view bytes, std::string& text);

  /// Whether a code point is begun and not complete.
  [[nodiscard]] bool pending() const { return held_ > 0; }

 private:
  void begin(unsigned char lead, std::string& text);
  [[nodiscard]] bool go_on(unsigned char byte, std::string& text);

  char bytes_[4] = {};
  std::size_t held_ = 0;        // bytes of the code point so far
  std::size_t needed_ = 0;      // its length
  unsigned char lower_ = 0x80;  // bounds of the next byte; only the second one has narrower bounds than 80..BF
  unsigned char upper_ = 0xBF;
};

}  // namespace confab::conformance
