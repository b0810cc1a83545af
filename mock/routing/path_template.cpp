#include "routing/path_template.hpp"

#include "source/invariant.hpp"

namespace confab::mock {

namespace {

// Takes "/segment" off the front of `path`, which must start with '/'.
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

bool same_text(std::string_view literal, std::string_view segment) {
  if (segment.find('%') == std::string_view::npos) return segment == literal;
  return percent_decode(segment) == literal;
}

}  // namespace

PathTemplate::PathTemplate(std::string_view text) {
  source::invariant(text.empty() || text.starts_with('/'), "a path template starts with a slash");
  while (!text.empty()) {
    const std::string_view segment = take_segment(text);
    const bool is_parameter = segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
    if (is_parameter) parameters_.emplace_back(segment.substr(1, segment.size() - 2));
    segments_.push_back({std::string(segment), is_parameter});
  }
  source::invariant(parameters_.size() <= kMaxPathParameters, "a path has few parameters");
}

bool PathTemplate::matches(std::string_view path, RawPathValues& values) const {
  return leads(path, values) && path.empty();
}

bool PathTemplate::leads(std::string_view& path, RawPathValues& values) const {
  std::string_view rest = path;
  std::size_t count = 0;
  for (const Segment& expected : segments_) {
    if (!rest.starts_with('/')) return false;
    const std::string_view segment = take_segment(rest);
    if (expected.is_parameter) {
      if (segment.empty()) return false;
      values[count++] = segment;
    } else if (!same_text(expected.text, segment)) {
      return false;
    }
  }
  path = rest;
  return true;
}

}  // namespace confab::mock
