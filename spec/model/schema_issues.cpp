#include "model/schema_issues.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string_view>

#include "model/value_rules.hpp"
#include "source/json_text.hpp"

namespace confab::spec {
namespace {

using Error = valijson::ValidationResults::Error;

/// Of valijson 1.0: these only repeat that a part of the value was wrong.
constexpr std::array<std::string_view, 6> kEchoes{
    "Failed to validate against child schema #",
    "Failed to validate against schema associated with property name '",
    "Failed to validate item #",
    "Failed to validate against additional properties schema",
    "Failed to validate against a conditional schema",
    "Failed to validate against dependent schema",
};
constexpr std::string_view kNoneOfAny = "Failed to validate against any schemas allowed by anyOf";
constexpr std::string_view kNoneOfOne = "Failed to validate against any child schemas allowed by oneOf";

struct Issue {
  std::string pointer, reason;
  std::string keyword;
  std::string missing = {};
  char kind = kOtherReason;
};

struct Alternative {
  std::string group;
  std::size_t index = 0;
  std::vector<Issue> issues;
};

/// The context is "<root>", then "[name]" or "[index]" for each step down, unescaped.
std::string pointer_of(const std::vector<std::string>& context) {
  std::string pointer;
  for (std::size_t i = 1; i < context.size(); ++i) {
    pointer += '/' + source::escape_token(std::string_view(context[i]).substr(1, context[i].size() - 2));
  }
  return pointer;
}

std::string between(std::string_view text, std::string_view prefix, std::string_view suffix) {
  return std::string(text.substr(prefix.size(), text.size() - prefix.size() - suffix.size()));
}

/// "5.000000" -> "5"
std::string trimmed_number(std::string_view text) {
  if (text.find('.') == text.npos) return std::string(text);
  text = text.substr(0, text.find_last_not_of('0') + 1);
  return std::string(text.ends_with('.') ? text.substr(0, text.size() - 1) : text);
}

std::string reworded_bound(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kBounds{{
      {"Expected number less than or equal to ", "must be at most "},
      {"Expected number greater than or equal to ", "must be at least "},
      {"Expected number less than ", "must be less than "},
      {"Expected number greater than ", "must be greater than "},
  }};
  for (const auto& [theirs, ours] : kBounds) {
    if (text.starts_with(theirs)) return std::string(ours) + trimmed_number(text.substr(theirs.size()));
  }
  return std::string(text);
}

/// The keyword behind an error of valijson that keeps its words.
std::string keyword_of(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kBegins{{
      {"Array should contain no more", "maxItems"},
      {"Array should contain no fewer", "minItems"},
      {"Object should have no more", "maxProperties"},
      {"Object should have no fewer", "minProperties"},
      {"Expected number greater than or equal", "minimum"},
      {"Expected number less than or equal", "maximum"},
      {"Expected number greater", "exclusiveMinimum"},
      {"Expected number less", "exclusiveMaximum"},
  }};
  for (const auto& [begin, keyword] : kBegins) {
    if (text.starts_with(begin)) return std::string(keyword);
  }
  return {};
}

Issue reworded(const Error& error) {
  constexpr std::string_view kMissing = "Missing required property '";
  constexpr std::string_view kUnknown =
      "Object contains a property that could not be validated using 'properties' or 'additionalProperties' constraints: '";
  const std::string pointer = pointer_of(error.context);
  const std::string_view text = error.description;
  if (text.starts_with(kMissing)) {
    const std::string name = between(text, kMissing, "'.");
    return {pointer, fmt::format("property '{}' is missing", name), "required", name};
  }
  if (text.starts_with(kUnknown)) {
    const std::string name = between(text, kUnknown, "'.");
    return {pointer + '/' + source::escape_token(name),
            "this property is not documented, and undocumented ones are not allowed", "additionalProperties"};
  }
  if (text.starts_with("Target should not validate")) return {pointer, "is what the schema excludes with 'not'", "not"};
  if (text.starts_with("Failed to any values")) return {pointer, "holds no item that matches 'contains'", "contains"};
  if (text.starts_with("Failed to validate against exactly one")) {
    return {pointer, "matches more than one alternative of 'oneOf', where exactly one may match", "oneOf"};
  }
  return {pointer, reworded_bound(text), keyword_of(text)};
}

/// One of value_rules: its kind, the keyword, kKeywordEnd, the reason.
Issue ruled(const Error& error) {
  const std::string_view text = error.description;
  const std::size_t end = text.find(kKeywordEnd);
  return {
      pointer_of(error.context), std::string(text.substr(end + 1)), std::string(text.substr(1, end - 1)), {}, text.front()};
}

/// How far a value is from an alternative: a wrong type, then a wrong constant (which tells alternatives apart), then
/// everything else.
std::size_t distance(const std::vector<Issue>& issues, const std::string& pointer) {
  std::size_t sum = 0;
  for (const Issue& issue : issues) {
    const bool here = issue.pointer == pointer;
    const bool member =
        issue.pointer.size() > pointer.size() && issue.pointer.find('/', pointer.size() + 1) == std::string::npos;
    if (here && issue.kind == kTypeReason) {
      sum += 10'000;
    } else if ((here || member) && issue.kind == kValueReason) {
      sum += 1'000;
    } else {
      sum += 1;
    }
  }
  return sum;
}

Issue summary(const std::vector<Alternative>& alternatives, const std::string& pointer) {
  std::vector<std::string> reasons;
  for (const Alternative& alternative : alternatives) {
    if (alternative.issues.empty()) continue;
    const Issue& first = alternative.issues.front();
    const std::string part = first.pointer.substr(std::min(pointer.size(), first.pointer.size()));
    std::string reason = part.empty() ? first.reason : part + " " + first.reason;
    if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(std::move(reason));
  }
  constexpr std::size_t kMaxReasons = 3;
  const bool cut = reasons.size() > kMaxReasons;
  if (cut) reasons.resize(kMaxReasons);
  return {pointer,
          fmt::format("matches none of the {} alternatives: {}{}", alternatives.size(), fmt::join(reasons, "; or "),
                      cut ? "; …" : ""),
          "anyOf"};
}

std::vector<Issue> best_of(std::vector<Alternative> alternatives, const std::string& pointer) {
  std::size_t best = 0, least = std::numeric_limits<std::size_t>::max();
  bool unique = false;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    const std::size_t here = alternatives[i].issues.empty() ? least : distance(alternatives[i].issues, pointer);
    unique = here < least || (unique && here > least);
    if (here < least) best = i;
    least = std::min(least, here);
  }
  if (unique) return std::move(alternatives[best].issues);
  return {summary(alternatives, pointer)};
}

/// Reads the list once. An alternative is open from its mark to the next mark of its group or to the group's own error;
/// valijson drops what it gathered for a group that matched, so nested groups are always closed by then.
class Selection {
 public:
  void read(const Error& error) {
    const std::string_view text = error.description;
    if (text.starts_with(kOpenMark)) return open(text.substr(1));
    if (text.starts_with(kNoneOfAny) || text.starts_with(kNoneOfOne)) return close(pointer_of(error.context));
    if (is_echo(text)) {
      if (!first_echo_) first_echo_ = Issue{pointer_of(error.context), "does not match its schema", {}};
      return;
    }
    const bool ours = !text.empty() && text.front() <= kOtherReason && text.front() > 0;
    add(ours ? ruled(error) : reworded(error));
  }

  std::vector<SchemaIssue> take() {
    // Left open only where validation gave up in the middle: then every alternative's errors are as good.
    for (Alternative& alternative : open_) {
      for (Issue& issue : alternative.issues) issues_.push_back(std::move(issue));
    }
    if (issues_.empty() && first_echo_) issues_.push_back(*first_echo_);
    std::vector<SchemaIssue> selected;
    for (Issue& issue : issues_) {
      const auto same = [&](const SchemaIssue& known) {
        return known.pointer == issue.pointer && known.reason == issue.reason;
      };
      if (std::none_of(selected.begin(), selected.end(), same))
        selected.push_back(
            {std::move(issue.pointer), std::move(issue.reason), std::move(issue.keyword), std::move(issue.missing)});
    }
    return selected;
  }

 private:
  static bool is_echo(std::string_view text) {
    return std::any_of(kEchoes.begin(), kEchoes.end(), [&](std::string_view echo) { return text.starts_with(echo); });
  }

  void open(std::string_view mark) {
    const std::size_t dot = mark.find('.');
    open_.push_back(
        {std::string(mark.substr(0, dot)), static_cast<std::size_t>(std::stoul(std::string(mark.substr(dot + 1)))), {}});
  }

  void close(const std::string& pointer) {
    if (open_.empty()) return;
    const std::string group = open_.back().group;
    std::vector<Alternative> alternatives;
    bool first = false;
    while (!first && !open_.empty() && open_.back().group == group) {
      first = open_.back().index == 0;
      alternatives.insert(alternatives.begin(), std::move(open_.back()));
      open_.pop_back();
    }
    for (Issue& issue : best_of(std::move(alternatives), pointer)) add(std::move(issue));
  }

  void add(Issue issue) { (open_.empty() ? issues_ : open_.back().issues).push_back(std::move(issue)); }

  std::vector<Issue> issues_;
  std::vector<Alternative> open_;
  std::optional<Issue> first_echo_;
};

}  // namespace

std::vector<SchemaIssue> select_issues(const valijson::ValidationResults& results) {
  Selection selection;
  for (const Error& error : results) selection.read(error);
  return selection.take();
}

}  // namespace confab::spec
