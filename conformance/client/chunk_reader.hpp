// The chunked transfer coding from bytes (RFC 9112, 7.1). Knows no sockets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace confab::conformance {

/// Strict: the grammar allows neither signs nor prefixes nor a bare LF. Trailers are read and dropped. Memory is bounded.
class ChunkReader {
 public:
  struct Step {
    std::size_t consumed = 0;
    std::string_view data;  // inside the slice that was given
  };

  /// The next run of data or of framing in `raw`, which is not empty; an error, for people, if that breaks the grammar.
  [[nodiscard]] tl::expected<Step, std::string> next(std::string_view raw);
  [[nodiscard]] bool complete() const { return part_ == Part::done; }

 private:
  enum class Part { size_line, data, data_end, trailer, done };

  [[nodiscard]] tl::expected<Step, std::string> read_line(std::string_view raw);
  [[nodiscard]] bool take_size(std::string_view line);

  Part part_ = Part::size_line;
  std::string line_;
  std::size_t trailer_bytes_ = 0;
  std::uint64_t left_ = 0;  // of the chunk
};

}  // namespace confab::conformance
