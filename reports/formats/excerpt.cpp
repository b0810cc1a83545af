#include "formats/excerpt.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "formats/printable.hpp"

namespace confab::reports {
namespace {

// A finding should fit a screen: what a stream began with and how it ended tells most about it.
constexpr std::size_t kFirstLines = 8;
constexpr std::size_t kLastLines = 12;
constexpr std::size_t kLineLength = 200;
constexpr std::size_t kHeaders = 12;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return lines;
}

std::string line(std::string_view mark, std::string_view text) {
  return fmt::format("{} {}\n", mark, shortened(text, kLineLength));
}

std::string body_lines(std::string_view mark, std::string_view body) {
  const std::string printable = terminal_text(body);
  const std::vector<std::string_view> lines = lines_of(printable);
  std::string text;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const bool left_out = at >= kFirstLines && at + kLastLines < lines.size();
    if (!left_out) text += line(mark, lines[at]);
    if (left_out && at == kFirstLines)
      text += fmt::format("{} … {} lines …\n", mark, lines.size() - kFirstLines - kLastLines);
  }
  return text;
}

std::string header_lines(std::string_view mark, const std::vector<std::pair<std::string, std::string>>& headers) {
  std::string text;
  for (std::size_t at = 0; at < headers.size() && at < kHeaders; ++at)
    text += line(mark, terminal_text(headers[at].first + ": " + headers[at].second));
  if (headers.size() > kHeaders) text += fmt::format("{} … {} more headers\n", mark, headers.size() - kHeaders);
  return text;
}

}  // namespace

std::string excerpt(const Exchange& exchange) {
  std::string text = fmt::format("{} ({:.0f} ms)\n", exchange.id, exchange.duration_ms);
  text += line(">", terminal_text(exchange.method + " " + exchange.url));
  text += header_lines(">", exchange.request_headers);
  text += body_lines(">", exchange.request_body);
  if (exchange.status != 0) {
    text += fmt::format("< {}\n", exchange.status);
    text += header_lines("<", exchange.response_headers);
    text += body_lines("<", exchange.response_body);
  }
  if (!exchange.fault.empty()) text += line("!", terminal_text(exchange.fault));
  return text;
}

}  // namespace confab::reports
