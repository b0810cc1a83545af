// "/v2/conversations/{id}": one path of a contract.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "routing/call.hpp"

namespace confab::mock {

/// Values as they stand in the path, still percent-encoded, in the template's order.
using RawPathValues = std::array<std::string_view, kMaxPathParameters>;

class PathTemplate {
 public:
  /// Empty, or starts with a slash. Violates an invariant if it has more parameters than kMaxPathParameters.
  explicit PathTemplate(std::string_view text);

  /// Segment by segment: a parameter takes one segment that is not empty, other segments are compared after
  /// percent-decoding. On success `values` is filled.
  [[nodiscard]] bool matches(std::string_view path, RawPathValues& values) const;
  /// Whether `path` begins with the template's segments; if so they are taken off it.
  [[nodiscard]] bool leads(std::string_view& path, RawPathValues& values) const;
  [[nodiscard]] std::size_t size() const { return segments_.size(); }
  /// Names of the parameters, in order.
  [[nodiscard]] const std::vector<std::string>& parameters() const { return parameters_; }

 private:
  struct Segment {
    std::string text;
    bool is_parameter = false;
  };
  std::vector<Segment> segments_;
  std::vector<std::string> parameters_;
};

}  // namespace confab::mock
