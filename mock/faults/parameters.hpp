// What a deviation was told: the `key=value` pairs after its name.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "source/json_text.hpp"

namespace confab::mock {

class Parameters {
 public:
  /// `deviation` names them in errors.
  Parameters(std::string deviation, std::map<std::string, std::string, std::less<>> values)
      : deviation_(std::move(deviation)), values_(std::move(values)) {}

  /// All throw UserError for a value that makes no sense, and those without `otherwise` for one that is missing.
  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] std::string text(std::string_view name, std::string_view otherwise) const;
  [[nodiscard]] int number(std::string_view name) const;
  [[nodiscard]] int number(std::string_view name, int otherwise) const;
  [[nodiscard]] source::Json json(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return values_.contains(name); }

  [[nodiscard]] const std::string& deviation() const { return deviation_; }
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all() const { return values_; }

 private:
  [[noreturn]] void fail(std::string_view name, std::string_view what) const;

  std::string deviation_;
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace confab::mock
