#include "vendors/waldur_guard.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <exception>
#include <set>

#include "vendors/waldur_patterns.hpp"

namespace confab::mock::waldur {

namespace {

constexpr std::array<std::string_view, 5> kActions = {"allow", "flag", "warn", "redact", "block"};
constexpr std::array<std::string_view, 5> kSeverities = {"none", "low", "medium", "high", "critical"};

constexpr double kLow = 0.3, kMedium = 0.5, kHigh = 0.7, kCritical = 0.9;

// Attempts of several kinds weigh more than the worst of them.
double bonus(std::size_t kinds) {
  constexpr std::array<double, 5> kBonus = {0, 0, 0.10, 0.15, 0.20};
  return kBonus[std::min(kinds, kBonus.size() - 1)];
}

Findings weigh_injections(const std::vector<Match>& matches) {
  Findings findings;
  std::set<std::string_view> kinds;
  double score = 0;
  for (const Match& match : matches) {
    findings.injection_categories.emplace_back(match.category);
    kinds.insert(match.category);
    score = std::max(score, match.score);
  }
  score += bonus(kinds.size());
  if (score >= kHigh) {
    findings.action = Action::block;
    findings.severity = score >= kCritical ? Severity::critical : Severity::high;
  } else if (score >= kLow) {
    findings.action = Action::flag;
    findings.severity = score >= kMedium ? Severity::medium : Severity::low;
  }
  return findings;
}

Severity severity_of(Action tier) {
  if (tier == Action::block) return Severity::critical;
  return tier == Action::redact ? Severity::high : Severity::medium;
}

std::string masked(std::string_view text, const std::vector<Match>& matches) {
  std::string result;
  std::size_t at = 0;
  for (const Match& match : matches) {
    result.append(text.substr(at, match.begin - at)).append(fmt::format("[{}_REDACTED]", match.category));
    at = match.end;
  }
  return result.append(text.substr(at));
}

std::string warning_about(const std::vector<Match>& matches, Action action) {
  std::set<std::string_view> kinds;
  for (const Match& match : matches) kinds.insert(match.category);
  const std::string_view done = action == Action::block ? "It was not passed on." : "It is kept with these parts masked.";
  return fmt::format("Your message holds personal data or credentials ({}). {}", fmt::join(kinds, ", "), done);
}

Judgement judged(std::string_view input) {
  const std::vector<Match> personal = find_personal_data(input);
  Judgement judgement{.findings = weigh_injections(find_injections(input))};
  Findings& findings = judgement.findings;
  bool credentials = false;
  for (const Match& match : personal) {
    findings.pii_categories.emplace_back(match.category);
    findings.action = std::max(findings.action, match.action);
    findings.severity = std::max(findings.severity, severity_of(match.action));
    credentials = credentials || match.action == Action::block;
  }
  judgement.stored = credentials ? "[Removed: this message held credentials]" : masked(input, personal);
  if (findings.action != Action::block) judgement.heard = findings.action == Action::redact ? judgement.stored : input;
  if (!personal.empty()) judgement.warning = warning_about(personal, findings.action);
  return judgement;
}

}  // namespace

std::string_view name_of(Action action) {
  return kActions.at(static_cast<std::size_t>(action));
}

std::string_view name_of(Severity severity) {
  return kSeverities.at(static_cast<std::size_t>(severity));
}

Judgement inspect(std::string_view input) {
  try {
    return judged(input);
  } catch (const std::exception&) {  // what cannot be looked at does not pass
    return {.findings = {.action = Action::block, .severity = Severity::critical}, .stored = std::string(input)};
  }
}

std::string_view refusal(bool has_history) {
  if (has_history) return "Let us stay with what we were talking about. I cannot act on this last message.";
  return "I am sorry, but I cannot help with this request. Please put it in another way.";
}

}  // namespace confab::mock::waldur
