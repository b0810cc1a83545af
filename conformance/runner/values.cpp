#include "runner/values.hpp"

#include <fmt/format.h>

#include "loader/template_text.hpp"
#include "runner/matcher.hpp"
#include "source/invariant.hpp"

namespace confab::conformance {

using reports::Verdict;
using source::Json;

Values::Values(const scenarios::Scenario& scenario, const Deployment& deployment, std::string run_id)
    : scenario_(scenario), deployment_(deployment), run_id_(std::move(run_id)) {}

Json Values::value_of(const std::string& name) const {
  if (name == "run.id") return run_id_;
  if (name.starts_with("prompts.")) {
    const std::string prompt = name.substr(8);
    const auto own = deployment_.prompts.find(scenario_.id + "." + prompt);
    if (own != deployment_.prompts.end()) return own->second;
    const auto found = scenario_.prompts.find(prompt);
    source::invariant(found != scenario_.prompts.end(), "the loader checks that prompts exist: " + name);
    return found->second;
  }
  if (name.starts_with("vars.")) {
    const auto found = deployment_.variables.find(name.substr(5));
    if (found == deployment_.variables.end()) {
      throw Unresolved(Verdict::skip, fmt::format("the deployment gives no variable {}", name.substr(5)));
    }
    return found->second;
  }
  const auto found = saved_.find(name);
  if (found == saved_.end())
    throw Unresolved(Verdict::untestable, fmt::format("${} could not be saved by an earlier step", name));
  return found->second;
}

Json Values::fill_text(std::string_view text) const {
  if (text.find('$') == std::string_view::npos) return std::string(text);
  const auto parsed = scenarios::parse_template(text);
  source::invariant(parsed.has_value(), "the loader checks references");
  if (parsed->is_value) return value_of(parsed->parts.front().text);
  std::string filled;
  for (const scenarios::TemplatePart& part : parsed->parts)
    filled += part.is_reference ? plain_text(value_of(part.text)) : part.text;
  return filled;
}

Json Values::fill(const Json& value) const {
  if (value.is_string()) return fill_text(value.get_ref<const std::string&>());
  if (!value.is_structured()) return value;
  Json filled = value;
  for (Json& part : filled) part = fill(part);
  return filled;
}

Json Values::fill_matcher(const Json& matcher) const {
  return conformance::fill_matcher(matcher,
                                   [this](const Json& text) { return fill_text(text.get_ref<const std::string&>()); });
}

std::string plain_text(const Json& value) {
  return value.is_string() ? value.get<std::string>() : source::render_json(value);
}

}  // namespace confab::conformance
