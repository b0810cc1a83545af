// Reads typed members of a JSON document that somebody else may have written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/json_text.hpp"
#include "source/user_error.hpp"

namespace confab::reports {

/// One value of a document and where it stands. Borrows the document. Everything throws UserError, naming the place as a
/// JSON pointer, when a member is missing or has another type than asked for.
class JsonReader {
 public:
  JsonReader(const source::Json& value, std::string file, std::string pointer = {});

  [[nodiscard]] JsonReader member(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return value_->is_object() && value_->contains(name); }
  /// Nothing where the member is missing or null, as in results of an earlier version.
  [[nodiscard]] std::optional<JsonReader> member_if_any(std::string_view name) const;
  [[nodiscard]] std::vector<JsonReader> items() const;
  [[nodiscard]] bool is_null() const { return value_->is_null(); }

  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::string text_or_null() const;  // null reads as empty
  [[nodiscard]] std::vector<std::string> texts() const;
  [[nodiscard]] bool boolean() const;
  [[nodiscard]] int integer() const;
  [[nodiscard]] double number() const;

  [[nodiscard]] source::UserError error(std::string what) const;

 private:
  [[nodiscard]] const source::Json& require(bool holds, std::string_view type) const;

  const source::Json* value_;
  std::string file_;
  std::string pointer_;
};

}  // namespace confab::reports
