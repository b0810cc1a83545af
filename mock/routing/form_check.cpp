#include "routing/form_check.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "routing/spelt_scalar.hpp"
#include "source/utf8.hpp"

namespace confab::mock {

namespace {

using source::Json;
using Issues = std::vector<spec::SchemaIssue>;

// A field as text, as what it spells, as a list of texts, as a list of what they spell.
constexpr int kForms = 4;

Json value_of(const Part& part, bool spelt) {
  if (part.filename || source::first_invalid_utf8(part.bytes)) return "";
  const Json scalar = spelt ? spelt_scalar(part.bytes) : Json();
  return scalar.is_null() ? Json(part.bytes) : scalar;
}

using Fields = std::map<std::string, std::vector<const Part*>, std::less<>>;

Json value_of(const std::vector<const Part*>& field, int form) {
  Json list = Json::array();
  for (const Part* part : field) list.push_back(value_of(*part, form % 2 == 1));
  return field.size() == 1 && form < 2 ? list.front() : list;
}

// Whether one of the issues concerns this field or something in it.
bool concerned(const std::string& name, const Issues& issues) {
  const std::string pointer = "/" + source::escape_token(name);
  return std::any_of(issues.begin(), issues.end(), [&](const spec::SchemaIssue& issue) {
    return issue.pointer == pointer || issue.pointer.starts_with(pointer + "/");
  });
}

Issues not_text(const Fields& fields) {
  Issues issues;
  for (const auto& [name, parts] : fields) {
    for (const Part* part : parts) {
      if (part->filename || !source::first_invalid_utf8(part->bytes)) continue;
      issues.push_back({"/" + source::escape_token(name), "is not UTF-8", "type"});
    }
  }
  return issues;
}

}  // namespace

std::vector<spec::SchemaIssue> check_form(const std::vector<Part>& parts, std::string_view schema,
                                          const spec::SchemaSet& schemas) {
  Fields fields;
  for (const Part& part : parts) fields[part.name].push_back(&part);
  if (Issues issues = not_text(fields); !issues.empty() || schema.empty()) return issues;
  Json form = Json::object();
  for (const auto& [name, field] : fields) form[name] = value_of(field, 0);
  Issues first = schemas.check(schema, form);
  Issues issues = first;
  for (int other = 1; other < kForms && !issues.empty(); ++other) {
    for (const auto& [name, field] : fields) {
      if (concerned(name, issues)) form[name] = value_of(field, other);
    }
    issues = schemas.check(schema, form);
  }
  if (issues.empty()) return {};
  // What is still wrong is told of the texts as they were sent.
  for (const auto& [name, field] : fields) {
    if (concerned(name, issues)) continue;
    std::erase_if(first, [&, &its_name = name](const spec::SchemaIssue& issue) { return concerned(its_name, {issue}); });
  }
  return first;
}

}  // namespace confab::mock
