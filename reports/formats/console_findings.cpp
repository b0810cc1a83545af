#include "formats/console_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "formats/excerpt.hpp"
#include "formats/finding.hpp"
#include "formats/outcome.hpp"
#include "formats/paint.hpp"
#include "formats/printable.hpp"

namespace confab::reports {
namespace {

/// The same breach, found once or many times.
struct Breach {
  Finding first;
  std::vector<std::string> others;     // ids of further scenarios, without repetition
  std::vector<std::string> left_open;  // clauses that cannot be tested because of it, marked where a baseline lists them
  int count = 1;
};

auto breach_key(const Finding& finding) {
  const bool of_clause = !finding.check.clause.empty();
  return std::tuple(finding.check.verdict, finding.check.clause, finding.check.check, finding.check.expected,
                    of_clause || !finding.step ? std::string() : finding.step->name);
}

bool in_scenario(const Breach& breach, const std::string& id) {
  return breach.first.scenario->id == id || std::count(breach.others.begin(), breach.others.end(), id) > 0;
}

void add(std::vector<Breach>& breaches, const Finding& finding) {
  const auto same = [&](const Breach& breach) { return breach_key(breach.first) == breach_key(finding); };
  const auto found = std::find_if(breaches.begin(), breaches.end(), same);
  if (found == breaches.end()) {
    breaches.push_back({finding, {}, {}, 1});
    return;
  }
  ++found->count;
  const std::string& id = finding.scenario->id;
  if (!in_scenario(*found, id)) found->others.push_back(id);
}

/// A clause that could not be tested is told with the prerequisite that failed before it, if there was one.
bool add_left_open(std::vector<Breach>& breaches, const Finding& finding) {
  if (finding.check.verdict != Verdict::untestable || finding.check.clause.empty()) return false;
  const auto cause = std::find_if(breaches.begin(), breaches.end(), [&](const Breach& breach) {
    return breach.first.check.verdict == Verdict::untestable && breach.first.check.clause.empty() &&
           in_scenario(breach, finding.scenario->id);
  });
  if (cause == breaches.end()) return false;
  const bool known = finding.clause && finding.clause->known;
  const std::string label = finding.check.clause + (known ? " (known)" : "");
  if (std::count(cause->left_open.begin(), cause->left_open.end(), label) == 0) cause->left_open.push_back(label);
  return true;
}

std::vector<Breach> breaches_of(const RunResult& run, bool with_info) {
  std::vector<Breach> breaches;
  for (const Finding& finding : findings(run)) {
    const bool told = finding.check.verdict > Verdict::info || (with_info && finding.check.verdict == Verdict::info);
    if (told && !add_left_open(breaches, finding)) add(breaches, finding);
  }
  std::stable_sort(breaches.begin(), breaches.end(),
                   [](const Breach& a, const Breach& b) { return a.first.check.verdict > b.first.check.verdict; });
  return breaches;
}

/// `text` with all lines but the first indented under the first.
std::string hanging(std::string_view text, std::size_t indent) {
  std::string result;
  for (char byte : terminal_text(text)) {
    result += byte;
    if (byte == '\n') result.append(indent, ' ');
  }
  while (!result.empty() && (result.back() == ' ' || result.back() == '\n')) result.pop_back();
  return result;
}

std::string field(std::string_view name, std::string_view value) {
  return value.empty() ? std::string() : fmt::format("  {:<10}{}\n", name, hanging(value, 12));
}

std::string title(const Breach& breach, const Paint& paint) {
  const Finding& finding = breach.first;
  std::string word(to_string(finding.check.verdict));
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char byte) { return static_cast<char>(std::toupper(byte)); });
  const std::string& subject = finding.check.clause.empty() ? finding.scenario->id : finding.check.clause;
  std::string text = paint.verdict(finding.check.verdict, word) + "  " + paint.bold(terminal_text(subject));
  if (finding.clause) {
    const spec::Clause& clause = finding.clause->clause;
    text += fmt::format("  ({}, {})\n", spec::to_string(clause.level), spec::to_string(clause.provenance));
    text += field("clause", clause.text) + field("source", clause.source);
    return text + field("known", known_text(*finding.clause));
  }
  return text + "\n";
}

std::string seen_also(const Breach& breach) {
  if (breach.count == 1) return {};
  const std::string names = first_of(breach.others, kOthersNamed);
  return fmt::format("{} times{}{}", breach.count, names.empty() ? "" : ", also in ", names);
}

std::string step_of(const Finding& finding) {
  if (!finding.step) return finding.scenario->id;
  return fmt::format("{}: {} ({})", finding.scenario->id, finding.step->name, finding.step->place);
}

std::string block(const Breach& breach, const RunResult& run, ConsoleStyle style) {
  const Paint paint{style.colour};
  const Finding& finding = breach.first;
  const CheckResult& check = finding.check;
  std::string text = title(breach, paint);
  text += field("scenario", step_of(finding)) + field("check", check.check);
  text += field("expected", check.expected) + field("actual", check.actual) + field("reason", check.reason);
  text += field("seen", seen_also(breach)) + field("blocks", first_of(breach.left_open, kOthersNamed));
  const bool worth_quoting = check.verdict >= Verdict::untestable || style.verbose || counts_as_failure(check.verdict, run);
  if (finding.exchange && worth_quoting) text += paint.faint(field("exchange", excerpt(*finding.exchange)));
  return text + field("repeat", repeat_command(run, *finding.scenario));
}

}  // namespace

std::string console_findings(const RunResult& run, ConsoleStyle style) {
  std::string text;
  for (const Breach& breach : breaches_of(run, style.verbose)) text += block(breach, run, style) + "\n";
  return text;
}

}  // namespace confab::reports
