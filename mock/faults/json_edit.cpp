#include "faults/json_edit.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "source/nearest_word.hpp"
#include "source/user_error.hpp"

namespace confab::mock {
namespace {

using source::Json;

std::string unescaped(std::string token) {
  const auto replace_all = [&token](std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = token.find(from, at)) != std::string::npos; at += to.size())
      token.replace(at, from.size(), to);
  };
  replace_all("~1", "/");  // RFC 6901, section 4: in this order
  replace_all("~0", "~");
  return token;
}

/// Another value of the same type and, as far as that goes, the same form: an id stays an id, a time a time.
std::string other_text(std::string text) {
  const auto last = std::find_if(text.rbegin(), text.rend(), [](char c) { return c >= '0' && c <= '9'; });
  if (last == text.rend()) return text + "x";
  *last = *last == '1' ? '2' : '1';
  return text;
}

}  // namespace

const JsonEdit::Row* JsonEdit::find_row(std::string_view name) {
  static constexpr std::array<Row, 13> kRows = {{{"drop", &JsonEdit::drop},
                                                 {"null", &JsonEdit::make_null},
                                                 {"wrong_type", &JsonEdit::wrong_type},
                                                 {"other", &JsonEdit::other},
                                                 {"set", &JsonEdit::set},
                                                 {"rename", &JsonEdit::rename},
                                                 {"extra", &JsonEdit::extra},
                                                 {"reverse", &JsonEdit::reverse},
                                                 {"empty", &JsonEdit::empty},
                                                 {"lose_first", &JsonEdit::lose_first},
                                                 {"lose_last", &JsonEdit::lose_last},
                                                 {"repeat_first", &JsonEdit::repeat_first},
                                                 {"swap", &JsonEdit::swap}}};
  const auto row = std::find_if(kRows.begin(), kRows.end(), [name](const Row& each) { return each.name == name; });
  if (row != kRows.end()) return &*row;
  std::vector<std::string> known;
  for (const Row& each : kRows) known.emplace_back(each.name);
  throw source::UserError({}, "nothing is called do=" + std::string(name), source::suggest(name, known));
}

JsonEdit::JsonEdit(const Parameters& parameters)
    : at_(parameters.text("at", "")),
      token_(unescaped(at_.substr(std::min(at_.rfind('/'), at_.size() - 1) + 1))),
      row_(find_row(parameters.text("do"))) {
  if (row_->name == "set" || parameters.has("value")) value_ = parameters.json("value");
}

bool JsonEdit::apply(Json& document) const {
  // `find` borrows as const; the document is ours.
  auto* place = const_cast<Json*>(source::find(document, at_));
  auto* parent = at_.empty() ? nullptr : const_cast<Json*>(source::find(document, at_.substr(0, at_.rfind('/'))));
  if (place == nullptr) return false;
  return (this->*row_->action)(*place, parent);
}

bool JsonEdit::drop(Json& place, Json* parent) const {
  if (parent == nullptr) return make_null(place, parent);
  if (parent->is_object()) return parent->erase(token_), true;
  parent->erase(static_cast<std::size_t>(&place - &parent->front()));
  return true;
}

bool JsonEdit::make_null(Json& place, Json*) const {
  place = nullptr;
  return true;
}

bool JsonEdit::wrong_type(Json& place, Json*) const {
  place = place.is_number() ? Json(Json::object({{"confab", true}})) : Json(-7.5);
  return true;
}

bool JsonEdit::other(Json& place, Json*) const {
  if (place.is_string()) {
    place = other_text(place.get<std::string>());
  } else if (place.is_boolean()) {
    place = !place.get<bool>();
  } else if (place.is_number_integer()) {
    place = place.get<std::int64_t>() + 1;
  } else if (place.is_number()) {
    place = place.get<double>() + 1;
  } else {
    place = place.is_null() ? Json("confab") : Json(nullptr);
  }
  return true;
}

bool JsonEdit::set(Json& place, Json*) const {
  place = value_;
  return true;
}

bool JsonEdit::rename(Json& place, Json* parent) const {
  if (parent == nullptr || !parent->is_object()) return false;
  Json moved = std::move(place);
  parent->erase(token_);
  (*parent)[token_ + "_"] = std::move(moved);
  return true;
}

bool JsonEdit::extra(Json& place, Json*) const {
  if (place.is_array()) return place.push_back(value_), true;
  if (!place.is_object()) return false;
  if (value_.is_object()) return place.update(value_), true;
  place["confab_extra"] = true;
  return true;
}

bool JsonEdit::reverse(Json& place, Json*) const {
  if (!place.is_array() || place.size() < 2) return false;
  std::reverse(place.begin(), place.end());
  return true;
}

bool JsonEdit::empty(Json& place, Json*) const {
  if (place.empty() || place.is_null()) return false;
  place = place.is_array() ? Json::array() : place.is_object() ? Json::object() : Json("");
  return true;
}

bool JsonEdit::lose_first(Json& place, Json*) const {
  if (!place.is_array() || place.empty()) return false;
  place.erase(place.begin());
  return true;
}

bool JsonEdit::lose_last(Json& place, Json*) const {
  if (!place.is_array() || place.empty()) return false;
  place.erase(place.size() - 1);
  return true;
}

bool JsonEdit::repeat_first(Json& place, Json*) const {
  if (!place.is_array() || place.empty()) return false;
  place.insert(place.begin(), Json(place.front()));
  return true;
}

bool JsonEdit::swap(Json& place, Json*) const {
  if (!place.is_array() || place.size() < 2) return false;
  std::swap(place[0], place[1]);
  return true;
}

}  // namespace confab::mock
