// One change to a JSON document: the heart of every deviation of bodies and payloads.
#pragma once

#include <string>
#include <string_view>

#include "faults/parameters.hpp"
#include "source/json_text.hpp"

namespace confab::mock {

/// Told by `do` and `at` (a JSON Pointer, default the whole document): drop, null, wrong_type, other (another value of the
/// same type), set (`value`), rename, extra, reverse, empty, lose_first, lose_last, repeat_first, swap.
class JsonEdit {
 public:
  /// Throws UserError for an action that is none.
  explicit JsonEdit(const Parameters& parameters);

  /// Whether there was something to change.
  bool apply(source::Json& document) const;

 private:
  using Json = source::Json;
  /// `place` is what the pointer leads to, `parent` holds it; nullptr at the root.
  using Action = bool (JsonEdit::*)(Json& place, Json* parent) const;
  struct Row {
    std::string_view name;
    Action action;
  };
  static const Row* find_row(std::string_view name);

  bool drop(Json& place, Json* parent) const;
  bool make_null(Json& place, Json* parent) const;
  bool wrong_type(Json& place, Json* parent) const;
  bool other(Json& place, Json* parent) const;
  bool set(Json& place, Json* parent) const;
  bool rename(Json& place, Json* parent) const;
  bool extra(Json& place, Json* parent) const;
  bool reverse(Json& place, Json* parent) const;
  bool empty(Json& place, Json* parent) const;
  bool lose_first(Json& place, Json* parent) const;
  bool lose_last(Json& place, Json* parent) const;
  bool repeat_first(Json& place, Json* parent) const;
  bool swap(Json& place, Json* parent) const;

  std::string at_, token_;
  Json value_;
  const Row* row_;
};

}  // namespace confab::mock
