// The one exception for "the user is wrong": a flag, a YAML file, a path. Caught only in `cli/`, which exits 2.
#pragma once

#include <stdexcept>
#include <string>

#include "source/place.hpp"

namespace confab::source {

/// Says what is wrong, where, and what to do about it. `line_text` is the offending line, for the caret; may be empty.
class UserError : public std::runtime_error {
 public:
  UserError(Place place, std::string what, std::string remedy = {}, std::string line_text = {});

  [[nodiscard]] const Place& place() const { return place_; }
  [[nodiscard]] const std::string& remedy() const { return remedy_; }

  /// Several lines: place and reason, the line with a caret, the remedy. Ends without a line break.
  [[nodiscard]] std::string render() const;

 private:
  Place place_;
  std::string remedy_;
  std::string line_text_;
};

}  // namespace confab::source
