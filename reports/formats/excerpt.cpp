#include "formats/excerpt.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "formats/printable.hpp"

namespace confab::reports {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return lines;
}

std::string line(std::string_view mark, std::string_view text, const ExcerptLimits& limits) {
  return fmt::format("{} {}\n", mark, terminal_start(text, limits.line_length));
}

std::string body_lines(std::string_view mark, std::string_view body, const ExcerptLimits& limits) {
  const std::vector<std::string_view> lines = lines_of(body);
  std::string text;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const bool left_out = at >= limits.first_lines && at + limits.last_lines < lines.size();
    if (!left_out) text += line(mark, lines[at], limits);
    if (left_out && at == limits.first_lines)
      text += fmt::format("{} … {} lines …\n", mark, lines.size() - limits.first_lines - limits.last_lines);
  }
  return text;
}

std::string header_lines(std::string_view mark, const std::vector<std::pair<std::string, std::string>>& headers,
                         const ExcerptLimits& limits) {
  std::string text;
  for (std::size_t at = 0; at < headers.size() && at < limits.headers; ++at)
    text += line(mark, headers[at].first + ": " + headers[at].second, limits);
  if (headers.size() > limits.headers) text += fmt::format("{} … {} more headers\n", mark, headers.size() - limits.headers);
  return text;
}

}  // namespace

std::string excerpt(const Exchange& exchange, ExcerptLimits limits) {
  std::string text = fmt::format("{} ({:.0f} ms)\n", exchange.id, exchange.duration_ms);
  text += line(">", exchange.method + " " + exchange.url, limits);
  text += header_lines(">", exchange.request_headers, limits);
  text += body_lines(">", exchange.request_body, limits);
  if (exchange.status != 0) {
    text += fmt::format("< {}\n", exchange.status);
    text += header_lines("<", exchange.response_headers, limits);
    text += body_lines("<", exchange.response_body, limits);
  }
  if (!exchange.fault.empty()) text += line("!", exchange.fault, limits);
  return text;
}

}  // namespace confab::reports
