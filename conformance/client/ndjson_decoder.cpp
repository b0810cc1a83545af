#include "client/ndjson_decoder.hpp"

#include <utility>

namespace confab::conformance {

void NdjsonDecoder::feed(std::string_view bytes, std::vector<std::string>& lines) {
  while (!bytes.empty() && !too_long_) {
    const auto end = bytes.find('\n');
    const auto part = bytes.substr(0, end);
    if (part.size() > line_limit_ - line_.size()) {
      too_long_ = true;
      return;
    }
    line_ += part;
    if (end == std::string_view::npos) return;
    bytes.remove_prefix(end + 1);
    end_line(lines);
  }
}

void NdjsonDecoder::end_line(std::vector<std::string>& lines) {
  if (line_.ends_with('\r')) line_.pop_back();
  if (line_.find_first_not_of(" \t") == std::string::npos) {
    ++blank_lines_;
  } else {
    lines.push_back(std::move(line_));
  }
  line_.clear();
}

}  // namespace confab::conformance
