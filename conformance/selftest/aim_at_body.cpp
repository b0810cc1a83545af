// Bodies: every place of the recorded one, and what the story says must not be there.
#include <fmt/format.h>

#include <algorithm>

#include "selftest/aims.hpp"
#include "selftest/deviant_story.hpp"
#include "selftest/json_places.hpp"

namespace confab::conformance {
namespace {

using source::Json;
using Aims = std::vector<std::string>;

constexpr std::size_t kMostPlaces = 60;

std::string edit(std::string_view action, std::string_view pointer) {
  return fmt::format("body:do={},at={}", action, deviation_value(pointer));
}

/// The contract says what a place holds: its type, whether it must be there.
void break_schema(const Json& body, Aims& aims) {
  each_place(body, kMostPlaces, [&](const std::string& pointer, const Json& value) {
    if (pointer.empty() && value.is_object()) return aims.push_back(edit("extra", pointer));
    for (const std::string_view action : {"wrong_type", "drop", "null"}) aims.push_back(edit(action, pointer));
    if (value.is_object()) aims.push_back(edit("extra", pointer));
  });
}

void change_lists(const Json& body, Aims& aims) {
  each_place(body, kMostPlaces, [&](const std::string& pointer, const Json& value) {
    if (!value.is_array()) return;
    for (const std::string_view action : {"lose_first", "lose_last", "repeat_first", "reverse", "swap", "empty"})
      aims.push_back(edit(action, pointer));
  });
}

/// Another value that is legal at that place, else one of the same type.
void change_leaves(const Held& held, const Json& body, Aims& aims) {
  each_place(body, kMostPlaces, [&](const std::string& pointer, const Json& value) {
    if (value.is_structured() && !value.empty()) return;
    const auto others = held.elsewhere.values_at(pointer, source::render_json(value));
    if (!others.empty())
      aims.push_back(fmt::format("body:do=set,at={},value={}", deviation_value(pointer), deviation_value(others.front())));
    aims.push_back(edit("other", pointer));
  });
}

void change_values(const Json& body, Aims& aims) {
  each_place(body, kMostPlaces, [&](const std::string& pointer, const Json& value) {
    if (pointer.empty()) return;
    aims.push_back(edit("drop", pointer));
    if (value.is_string() || value.is_structured()) aims.push_back(edit("empty", pointer));
    if (value.is_null()) aims.push_back(edit("wrong_type", pointer));
  });
}

/// What an expectation wants to be absent: it comes.
void add_unwanted(const Json& matcher, const std::string& pointer, Aims& aims) {
  if (!matcher.is_object()) return;
  for (const auto& [name, inner] : matcher.items()) {
    if (inner.is_object() && inner.contains("$absent")) {
      aims.push_back(fmt::format("body:do=extra,at={},value={}", deviation_value(pointer),
                                 deviation_value(Json({{name, "confab"}}).dump())));
    }
    if (!name.starts_with('$')) add_unwanted(inner, pointer + "/" + source::escape_token(name), aims);
    if (name == "$each" || name == "$some" || name == "$none") add_unwanted(inner, pointer + "/0", aims);
    if (name == "$exactly") add_unwanted(inner, pointer, aims);
  }
}

/// The whole body: that breaks everything at once, so it comes last.
void replace(Aims& aims) {
  aims.insert(aims.end(), {"body_replaced", "body_replaced:by={}", "body_replaced:by=[]", "body_replaced:by=confab",
                           "body_cut", "body:do=drop,at=", "body:do=null,at=", "body:do=empty,at="});
}

}  // namespace

void aim_at_body(const Held& held, Aims& aims) {
  const auto body = source::parse_json(held.exchange.response_body);
  const Json& document = body ? *body : Json();
  if (held.check == "body_schema" || held.check == "error_envelope") {
    if (body) break_schema(document, aims);
    if (held.check == "error_envelope") std::reverse(aims.begin(), aims.end());  // what is told last is asserted least
    replace(aims);
  }
  if (held.check == "expect.body" || held.check == "stream.stored" || held.check == "stored.order" ||
      held.check == "stream.text") {
    for (const scenarios::Expectation& expectation : held.asserted_by.expect) {
      if (expectation.body) add_unwanted(*expectation.body, "", aims);
    }
    if (body) change_leaves(held, document, aims);
    if (body) change_lists(document, aims);
    add_answers_of_same_status(held, aims);
    if (body) change_values(document, aims);
    if (body) break_schema(document, aims);
    replace(aims);
  }
  if (held.check == "expect.bytes") aims.insert(aims.end(), {"body_byte", "body_cut", "body_replaced:by=confab"});
}

}  // namespace confab::conformance
