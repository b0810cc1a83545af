#include "formats/badge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "formats/clause_groups.hpp"
#include "formats/outcome.hpp"
#include "formats/printable.hpp"

namespace confab::reports {
namespace {

constexpr int kHeight = 20;
constexpr int kMargin = 6;
// Wide enough for any sans-serif of 11 pixels; textLength fits the words into it.
constexpr int kCharacterWidth = 7;
constexpr std::size_t kLongest = 40;

std::string left_words(const RunResult& run) {
  const std::string names = run.vendors.size() > 2 ? fmt::format("{} contracts", run.vendors.size()) : contract_names(run);
  return "confab " + xml_text(terminal_start(names, kLongest));
}

std::string right_words(const RunResult& run) {
  const VerdictCounts counts = total_counts(run);
  const auto passed = counts.find(Verdict::pass);
  const source::Json verdict = conformant(run);
  const bool partial = run.partial && exit_status(run) == 0;
  const std::string word = verdict.is_null()     ? (partial ? "partial run" : "no verdict")
                           : verdict.get<bool>() ? "conformant"
                                                 : "not conformant";
  return fmt::format("{} {}/{}", word, passed == counts.end() ? 0 : passed->second, sum(counts));
}

/// White on each of them keeps a contrast of 4.5 to 1 (WCAG 2, 1.4.3).
std::string colour_for(const RunResult& run) {
  if (run.partial && exit_status(run) == 0) return "#57606a";
  const Verdict colour = outcome_colour(run);
  return colour == Verdict::pass ? "#1a7f37" : colour == Verdict::fail ? "#b3261e" : "#8a5a00";
}

int width_of(const std::string& words) {
  const auto characters = std::count_if(words.begin(), words.end(), [](char byte) { return (byte & 0xC0) != 0x80; });
  return static_cast<int>(characters) * kCharacterWidth;
}

void set_attribute(pugi::xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(value.c_str());
}

/// A box with words in it; returns where the next one begins.
int add_box(pugi::xml_node root, int x, const std::string& words, const std::string& colour) {
  const int width = width_of(words) + 2 * kMargin;
  pugi::xml_node box = root.append_child("rect");
  set_attribute(box, "x", std::to_string(x));
  set_attribute(box, "width", std::to_string(width));
  set_attribute(box, "height", std::to_string(kHeight));
  set_attribute(box, "fill", colour);
  pugi::xml_node text = root.append_child("text");
  set_attribute(text, "x", std::to_string(x + kMargin));
  set_attribute(text, "y", "14");
  set_attribute(text, "textLength", std::to_string(width_of(words)));
  set_attribute(text, "lengthAdjust", "spacingAndGlyphs");
  text.text().set(words.c_str());
  return x + width;
}

}  // namespace

std::string render_badge(const RunResult& run) {
  const std::string left = left_words(run), right = right_words(run);
  const std::string width = std::to_string(width_of(left) + width_of(right) + 4 * kMargin);
  pugi::xml_document document;
  pugi::xml_node root = document.append_child("svg");
  set_attribute(root, "xmlns", "http://www.w3.org/2000/svg");
  set_attribute(root, "width", width);
  set_attribute(root, "height", std::to_string(kHeight));
  set_attribute(root, "viewBox", fmt::format("0 0 {} {}", width, kHeight));
  set_attribute(root, "role", "img");
  set_attribute(root, "font-family", "Verdana, DejaVu Sans, sans-serif");
  set_attribute(root, "font-size", "11");
  set_attribute(root, "fill", "#ffffff");
  root.append_child("title").text().set((left + " | " + right).c_str());
  add_box(root, add_box(root, 0, left, "#3d444d"), right, colour_for(run));
  std::ostringstream text;
  document.save(text, "  ", pugi::format_indent | pugi::format_no_declaration, pugi::encoding_utf8);
  return text.str();
}

}  // namespace confab::reports
