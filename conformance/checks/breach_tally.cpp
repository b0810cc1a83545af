#include "checks/breach_tally.hpp"

#include <fmt/format.h>

namespace confab::conformance {

void BreachTally::breach(std::string expected, std::string actual) {
  if (count_++ > 0) return;
  finding_.holds = false;
  finding_.expected = std::move(expected);
  finding_.actual = std::move(actual);
}

Finding BreachTally::take() const {
  Finding finding = finding_;
  if (count_ > 1) finding.actual += fmt::format(" (and {} more)", count_ - 1);
  return finding;
}

std::string describe(const Frame& frame, std::size_t index) {
  const std::string name = frame.name.empty() ? "no name" : excerpt(frame.name, 60);
  if (!frame.has_id) return fmt::format("frame {} ({})", index, name);
  return fmt::format("frame {} ({}, id {})", index, name, excerpt(frame.id, 40));
}

std::string excerpt(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  std::size_t end = limit;
  const auto continues = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
  while (end > 0 && limit - end < 4 && continues(end)) --end;
  return fmt::format("{}… ({} bytes)", text.substr(0, end), text.size());
}

std::string excerpt_json(const source::Json& value, std::size_t limit) {
  return excerpt(std::string_view(source::render_json(value)), limit);
}

std::string any_of(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace confab::conformance
