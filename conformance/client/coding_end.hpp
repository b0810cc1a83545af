// Whether a compressed body came whole: cpp-httplib decodes what there is and does not ask for the rest.
#pragma once

#include <memory>
#include <string_view>

namespace confab::conformance {

/// Follows a body in one content coding (RFC 9110, 8.4.1) without keeping what it decodes.
class CodingEnd {
 public:
  struct Decoder;
  /// "gzip", "deflate" or "br"; any other coding has no end of its own.
  explicit CodingEnd(std::string_view coding);
  ~CodingEnd();
  CodingEnd(CodingEnd&&) noexcept;
  CodingEnd& operator=(CodingEnd&&) noexcept;

  void feed(std::string_view bytes);
  /// The coding's own end mark was seen, or nothing was fed at all.
  [[nodiscard]] bool reached() const;

 private:
  std::unique_ptr<Decoder> decoder_;  // nullptr: no end to look for
};

}  // namespace confab::conformance
