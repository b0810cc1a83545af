#include "model/schema_dialect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "model/record.hpp"
#include "model/reference.hpp"
#include "model/value_rules.hpp"
#include "source/nearest_word.hpp"

namespace confab::spec {
namespace {

using source::Json;

enum class Kind {
  annotation,  // says nothing about validity
  rule,        // about the value itself: value_rules.cpp
  kept,        // valijson's own
  in_place,    // a schema for the same value
  in_places,   // a list of them
  deeper,      // a schema for a part of the value
  members,     // a mapping of those
};

const std::map<std::string, Kind, std::less<>>& keywords() {
  static const std::map<std::string, Kind, std::less<>> kKeywords{{"title", Kind::annotation},
                                                                  {"description", Kind::annotation},
                                                                  {"default", Kind::annotation},
                                                                  {"example", Kind::annotation},
                                                                  {"examples", Kind::annotation},
                                                                  {"deprecated", Kind::annotation},
                                                                  {"readOnly", Kind::annotation},
                                                                  {"writeOnly", Kind::annotation},
                                                                  {"externalDocs", Kind::annotation},
                                                                  {"xml", Kind::annotation},
                                                                  {"discriminator", Kind::annotation},
                                                                  {"$comment", Kind::annotation},
                                                                  {"$defs", Kind::annotation},
                                                                  {"definitions", Kind::annotation},
                                                                  {"contentMediaType", Kind::annotation},
                                                                  {"type", Kind::rule},
                                                                  {"enum", Kind::rule},
                                                                  {"const", Kind::rule},
                                                                  {"format", Kind::rule},
                                                                  {"pattern", Kind::rule},
                                                                  {"minLength", Kind::rule},
                                                                  {"maxLength", Kind::rule},
                                                                  {"multipleOf", Kind::rule},
                                                                  {"uniqueItems", Kind::rule},
                                                                  {"required", Kind::kept},
                                                                  {"minimum", Kind::kept},
                                                                  {"maximum", Kind::kept},
                                                                  {"exclusiveMinimum", Kind::kept},
                                                                  {"exclusiveMaximum", Kind::kept},
                                                                  {"minItems", Kind::kept},
                                                                  {"maxItems", Kind::kept},
                                                                  {"minProperties", Kind::kept},
                                                                  {"maxProperties", Kind::kept},
                                                                  {"not", Kind::in_place},
                                                                  {"if", Kind::in_place},
                                                                  {"then", Kind::in_place},
                                                                  {"else", Kind::in_place},
                                                                  {"allOf", Kind::in_places},
                                                                  {"anyOf", Kind::in_places},
                                                                  {"oneOf", Kind::in_places},
                                                                  {"items", Kind::deeper},
                                                                  {"contains", Kind::deeper},
                                                                  {"additionalProperties", Kind::deeper},
                                                                  {"properties", Kind::members}};
  return kKeywords;
}

constexpr std::array<std::string_view, 7> kTypes{"string", "integer", "number", "boolean", "array", "object", "null"};

/// Translates one schema and everything it refers to; the first complaint ends the work.
class Translation {
 public:
  explicit Translation(const Json& openapi) : openapi_(openapi) {}

  tl::expected<Json, std::string> run(std::string_view pointer) {
    const Json* schema = source::find(openapi_, pointer);
    if (schema == nullptr) return tl::unexpected(fmt::format("there is no schema at \"#{}\"", pointer));
    Json document{{"$ref", definition(std::string(pointer))}};
    while (!pending_.empty() && !complaint_) {
      current_ = pending_.back();
      pending_.pop_back();
      Json translated = schema_at(*source::find(openapi_, current_), current_, true);
      document["definitions"][names_.at(current_)] = std::move(translated);
    }
    if (!complaint_) find_circle();
    if (complaint_) return tl::unexpected(*complaint_);
    return document;
  }

 private:
  /// The reference to use for the schema at `pointer`, which will be translated once.
  std::string definition(const std::string& pointer) {
    const auto [found, fresh] = names_.emplace(pointer, fmt::format("s{}", names_.size()));
    if (fresh) pending_.push_back(pointer);
    return "#/definitions/" + found->second;
  }

  /// `in_place`: the schema judges the very value that the definition being translated judges.
  Json schema_at(const Json& schema, const std::string& at, bool in_place) {
    if (schema.is_boolean()) return schema;
    if (!schema.is_object()) return complain(at, "a schema must be a mapping");
    Json rest = schema;
    if (!schema.contains("$ref")) return keywords_at(rest, at, in_place);
    Json target = reference_at(schema["$ref"], at, in_place);
    rest.erase("$ref");
    const Json siblings = keywords_at(rest, at, in_place);
    if (siblings[kRulesKeyword].empty() && siblings.size() == 1) return target;
    return {{"allOf", Json::array({target, siblings})}};
  }

  Json reference_at(const Json& ref, const std::string& at, bool in_place) {
    if (!ref.is_string()) return complain(at, "\"$ref\" must be text");
    const auto pointer = local_pointer(ref.get_ref<const std::string&>());
    if (!pointer) return complain(at, fmt::format("reference \"{}\" {}", ref.get<std::string>(), pointer.error()));
    if (source::find(openapi_, *pointer) == nullptr) {
      return complain(at, fmt::format("reference \"{}\" leads nowhere", ref.get<std::string>()));
    }
    if (in_place) same_value_[current_].insert(*pointer);
    return {{"$ref", definition(*pointer)}};
  }

  Json keywords_at(const Json& schema, const std::string& at, bool in_place) {
    Json translated = Json::object();
    Json rules = Json::array();
    // First, so that a wrong type is what gets reported of a value of a wrong type.
    if (schema.contains("type")) add_rule(rules, "type", schema["type"], at);
    for (const auto& [keyword, value] : schema.items()) {
      const auto known = keywords().find(keyword);
      if (known == keywords().end()) {
        if (!keyword.starts_with("x-")) complain(at, unknown_keyword(keyword));
      } else if (known->second == Kind::rule) {
        if (keyword != "type") add_rule(rules, keyword, value, at);
      } else if (known->second != Kind::annotation) {
        translated[keyword] = structure_at(keyword, known->second, value, below(at, keyword), in_place);
      }
    }
    translated[kRulesKeyword] = std::move(rules);
    return translated;
  }

  Json structure_at(const std::string& keyword, Kind kind, const Json& value, const std::string& at, bool in_place) {
    switch (kind) {
      case Kind::in_place:
        return schema_at(value, at, in_place);
      case Kind::deeper:
        return schema_at(value, at, false);
      case Kind::members:
        return members_at(value, at);
      case Kind::in_places:
        return alternatives_at(keyword, value, at, in_place);
      default:
        return kept_at(keyword, value, at);
    }
  }

  Json kept_at(const std::string& keyword, const Json& value, const std::string& at) {
    const bool texts =
        value.is_array() && std::all_of(value.begin(), value.end(), [](const Json& v) { return v.is_string(); });
    if (keyword == "required" && !texts) return complain(at, "\"required\" must be a list of property names");
    if (keyword != "required" && !value.is_number()) return complain(at, fmt::format("\"{}\" must be a number", keyword));
    return value;
  }

  Json members_at(const Json& members, const std::string& at) {
    if (!members.is_object()) return complain(at, "\"properties\" must be a mapping");
    Json translated = Json::object();
    for (const auto& [name, schema] : members.items()) translated[name] = schema_at(schema, below(at, name), false);
    return translated;
  }

  Json alternatives_at(const std::string& keyword, const Json& list, const std::string& at, bool in_place) {
    if (!list.is_array() || list.empty()) return complain(at, fmt::format("\"{}\" must be a list of schemas", keyword));
    const std::size_t group = groups_++;
    Json translated = Json::array();
    for (std::size_t i = 0; i < list.size(); ++i) {
      Json schema = schema_at(list[i], below(at, i), in_place);
      translated.push_back(keyword == "allOf" ? schema : marked(std::move(schema), fmt::format("{}.{}", group, i)));
    }
    return translated;
  }

  /// Tells where the errors of one alternative begin in valijson's flat list.
  static Json marked(Json schema, const std::string& mark) {
    const Json rules = Json::array({{{"rule", "mark"}, {"with", mark}}});
    return {{"allOf", Json::array({{{kRulesKeyword, rules}}, std::move(schema)})}};
  }

  void add_rule(Json& rules, const std::string& keyword, const Json& with, const std::string& at) {
    if (keyword == "type") check_type(with, at);
    if ((keyword == "format" || keyword == "pattern") && !with.is_string()) {
      complain(at, fmt::format("\"{}\" must be text", keyword));
    }
    rules.push_back({{"rule", keyword}, {"with", with}});
  }

  void check_type(const Json& type, const std::string& at) {
    const Json types = type.is_array() ? type : Json::array({type});
    if (types.empty()) complain(at, "\"type\" is an empty list");
    for (const Json& one : types) {
      const bool known = one.is_string() && std::find(kTypes.begin(), kTypes.end(), one.get<std::string>()) != kTypes.end();
      if (known) continue;
      const std::vector<std::string> words(kTypes.begin(), kTypes.end());
      const std::string given = one.is_string() ? one.get<std::string>() : source::render_json(one);
      complain(at, fmt::format("\"{}\" is no type; {}", given, source::suggest(given, words)));
    }
  }

  static std::string unknown_keyword(const std::string& keyword) {
    if (keyword == "nullable") return "\"nullable\" is OpenAPI 3.0; write type: [TYPE, \"null\"]";
    std::vector<std::string> known{"$ref"};
    for (const auto& [word, kind] : keywords()) known.push_back(word);
    const auto near = source::nearest_word(keyword, known);
    return fmt::format("keyword \"{}\" is not supported{}", keyword,
                       near ? fmt::format("; did you mean \"{}\"?", *near) : "");
  }

  Json complain(const std::string& at, const std::string& what) {
    if (!complaint_) complaint_ = fmt::format("{} (schema \"#{}\")", what, at);
    return true;
  }

  /// A schema that needs itself to judge the same value would never come to an end.
  void find_circle() {
    for (const auto& [start, targets] : same_value_) {
      std::set<std::string> seen;
      std::vector<std::string> open(targets.begin(), targets.end());
      while (!open.empty()) {
        const std::string here = open.back();
        open.pop_back();
        if (here == start) return static_cast<void>(complain(start, "the schema refers to itself for the same value"));
        if (!seen.insert(here).second) continue;
        const auto next = same_value_.find(here);
        if (next != same_value_.end()) open.insert(open.end(), next->second.begin(), next->second.end());
      }
    }
  }

  const Json& openapi_;
  std::map<std::string, std::string> names_;  // pointer -> name below "definitions"
  std::vector<std::string> pending_;
  std::string current_;
  std::map<std::string, std::set<std::string>> same_value_;
  std::size_t groups_ = 0;
  std::optional<std::string> complaint_;
};

}  // namespace

tl::expected<Json, std::string> translate_schema(const Json& openapi, std::string_view pointer) {
  return Translation(openapi).run(pointer);
}

}  // namespace confab::spec
