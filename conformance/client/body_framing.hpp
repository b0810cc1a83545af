// Where the body of an HTTP/1 response begins and ends (RFC 9112, 6 and 7). Knows no sockets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "client/chunk_reader.hpp"
#include "client/response_head.hpp"

namespace confab::conformance {

/// One step through the bytes that follow a head.
struct BodyStep {
  std::size_t consumed = 0;  // bytes to drop, `body` included
  std::string_view body;     // the next bytes of the body, inside the slice that was given; may be empty
};

/// cpp-httplib 0.11.4 reads a negative length as a huge one, takes 0x5 for a chunk size, and calls a body complete whose
/// chunk is not closed: a suite that judges peers must not. So the framing is read here, by the letter.
class BodyFraming {
 public:
  /// An error, for people, if the head contradicts itself or its framing is not understood.
  [[nodiscard]] static tl::expected<BodyFraming, std::string> of(const ResponseHead& head, std::string_view method);

  /// The next step through `raw`, which follows what was consumed before; an error if it breaks the framing.
  [[nodiscard]] tl::expected<BodyStep, std::string> next(std::string_view raw);
  /// Whether the body is complete, `at_end` telling whether the peer has closed the connection.
  [[nodiscard]] bool complete(bool at_end) const;
  /// What is missing, for people.
  [[nodiscard]] std::string missing() const;
  /// The whole length as announced, if it was; saturated.
  [[nodiscard]] std::optional<std::uint64_t> announced() const { return announced_; }
  /// Whether only the end of the connection ends the body.
  [[nodiscard]] bool until_close() const { return kind_ == Kind::until_close; }

 private:
  enum class Kind { length, chunked, until_close };

  Kind kind_ = Kind::length;
  std::uint64_t left_ = 0;
  std::optional<std::uint64_t> announced_;
  ChunkReader chunks_;
};

}  // namespace confab::conformance
