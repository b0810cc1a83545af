#include "client/chunk_reader.hpp"

#include <algorithm>

#include "client/response_head.hpp"

namespace confab::conformance {
namespace {

// Extensions and trailers carry signatures at most; nothing real comes near these.
constexpr std::size_t kMaxLine = 4096;
constexpr std::size_t kMaxTrailers = 64 * 1024;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

tl::expected<ChunkReader::Step, std::string> ChunkReader::next(std::string_view raw) {
  if (part_ == Part::done) return Step{};
  if (part_ != Part::data) return read_line(raw);
  const auto data = raw.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(left_, raw.size())));
  left_ -= data.size();
  if (left_ == 0) part_ = Part::data_end;
  return Step{data.size(), data};
}

tl::expected<ChunkReader::Step, std::string> ChunkReader::read_line(std::string_view raw) {
  const auto end = raw.find('\n');
  const auto part = raw.substr(0, end == std::string_view::npos ? raw.size() : end + 1);
  line_ += part.substr(0, kMaxLine + 1 - std::min(line_.size(), kMaxLine + 1));
  if (part_ == Part::data_end && (line_[0] != '\r' || (line_.size() > 1 && line_[1] != '\n')))
    return tl::unexpected("a chunk is longer than its size says: after it came " + quote_bytes(line_));
  if (line_.size() > kMaxLine) return tl::unexpected("a line of the chunked body is endless: " + quote_bytes(line_));
  if (end == std::string_view::npos) return Step{part.size(), {}};

  if (!line_.ends_with("\r\n")) return tl::unexpected("a line of the chunked body ends without CR: " + quote_bytes(line_));
  const auto text = std::string_view(line_).substr(0, line_.size() - 2);
  if (part_ == Part::data_end) {
    part_ = Part::size_line;
  } else if (part_ == Part::trailer) {
    trailer_bytes_ += line_.size();
    if (trailer_bytes_ > kMaxTrailers) return tl::unexpected(std::string("the trailers of the chunked body are endless"));
    if (text.empty()) part_ = Part::done;
  } else if (!take_size(text)) {
    return tl::unexpected("this is no chunk size: " + quote_bytes(text));
  }
  line_.clear();
  return Step{part.size(), {}};
}

// 1*HEXDIG, then nothing or an extension after blanks and a semicolon.
bool ChunkReader::take_size(std::string_view line) {
  std::uint64_t size = 0;
  std::size_t digits = 0;
  for (; digits < line.size() && hex_value(line[digits]) >= 0; ++digits) {
    if (size >> 60 != 0) return false;
    size = size << 4 | static_cast<unsigned>(hex_value(line[digits]));
  }
  const auto after = line.find_first_not_of(" \t", digits);
  const bool has_extension = after != std::string_view::npos && line[after] == ';';
  if (digits == 0 || (digits < line.size() && !has_extension)) return false;
  left_ = size;
  part_ = size == 0 ? Part::trailer : Part::data;
  return true;
}

}  // namespace confab::conformance
