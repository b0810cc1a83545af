#include "vendors/waldur_lines.hpp"

#include <algorithm>

#include "engine/split_text.hpp"

namespace confab::mock::waldur {

namespace {

using Line = nlohmann::ordered_json;

constexpr std::string_view kFence = "```";
constexpr std::size_t kHeldCharacters = 50;
// No language has a longer name; a line that goes on and on is text.
constexpr std::size_t kMaxTag = 100;
constexpr std::size_t kMaxIndent = 3;

std::string render(const Line& line) {
  return line.dump(-1, ' ', true, Line::error_handler_t::replace) + "\n";
}

bool is_mermaid(std::string_view tag) {
  constexpr std::string_view kMermaid = "mermaid";
  return std::equal(tag.begin(), tag.end(), kMermaid.begin(), kMermaid.end(),
                    [](char one, char other) { return (one | ' ') == other; });
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r`";  // a fence may have more backticks than three
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

// Text to be held back because it could grow into a fence: the last line, if nothing but blanks and backticks stand on it.
std::size_t possible_fence(std::string_view text, bool at_line_start) {
  const std::size_t end = text.rfind('\n');
  if (end == std::string_view::npos && !at_line_start) return text.size();
  const std::size_t line = end == std::string_view::npos ? 0 : end + 1;
  return text.find_first_not_of(" `", line) == std::string_view::npos ? line : text.size();
}

}  // namespace

std::string thread_line(std::string_view thread) {
  return render({{"m", {{"thread_uuid", thread}}}});
}

std::string warning_line(std::string_view text) {
  return render({{"w", text}});
}

std::string error_line(std::string_view text) {
  return render({{"e", text}});
}

std::string ids_line(const std::optional<std::string>& question, std::string_view answer) {
  Line ids = Line::object();
  if (question) ids["user_message_uuid"] = *question;
  ids["assistant_message_uuid"] = answer;
  return render({{"m", ids}});
}

std::string table_line(const source::Json& columns, const source::Json& rows) {
  return render({{"k", "table"}, {"h", columns}, {"r", rows}, {"n", rows.size()}});
}

std::string AnswerLines::add(std::string_view piece) {
  held_ += piece;
  return drain(false);
}

std::string AnswerLines::finish() {
  std::string lines = drain(true);
  if (where_ == Where::braces && !held_.empty()) lines += render({{"c", held_}});
  held_.clear();
  return lines;
}

std::string AnswerLines::drain(bool last) {
  std::string lines;
  bool moved = true;
  while (moved) {
    switch (where_) {
      case Where::start:
        moved = leave_start(last);
        break;
      case Where::text:
        moved = take_text(lines, last);
        break;
      case Where::block:
        moved = take_block(lines);
        break;
      case Where::braces:
        moved = false;
    }
  }
  return lines;
}

bool AnswerLines::leave_start(bool last) {
  const std::size_t first = held_.find_first_not_of(" \t\r\n");
  if (first == std::string::npos && !last) return false;
  where_ = first != std::string::npos && held_[first] == '{' ? Where::braces : Where::text;
  return true;
}

AnswerLines::Fence AnswerLines::find_fence() const {
  for (std::size_t at = held_.find(kFence); at != std::string::npos; at = held_.find(kFence, at + kFence.size())) {
    const std::size_t before = held_.rfind('\n', at);
    const std::size_t line = before == std::string::npos ? 0 : before + 1;
    if (line == 0 && !at_line_start_) continue;
    if (at - line > kMaxIndent || held_.find_first_not_of(' ', line) != at) continue;
    const std::size_t end = held_.find('\n', at);
    const std::size_t tag = std::min(held_.find_first_not_of('`', at), held_.size());
    const std::string_view rest = std::string_view(held_).substr(tag, end - tag);
    if (rest.size() > kMaxTag || rest.find('`') != std::string_view::npos) continue;
    if (end == std::string::npos) return {.begin = line, .body = end, .tag = {}};
    return {.begin = line, .body = end + 1, .tag = trimmed(rest)};
  }
  return {};
}

bool AnswerLines::take_text(std::string& lines, bool last) {
  Fence fence = find_fence();
  if (fence.body == std::string::npos) {
    const std::size_t safe = last ? held_.size() : std::min(fence.begin, possible_fence(held_, at_line_start_));
    if (last || count_code_points(std::string_view(held_).substr(0, safe)) >= kHeldCharacters) flush(lines, safe);
    return false;
  }
  flush(lines, fence.begin);
  held_.erase(0, fence.body - fence.begin);
  tag_ = std::move(fence.tag);
  lines += render({{"k", "load"}, {"t", is_mermaid(tag_) ? "mermaid" : "code"}});
  where_ = Where::block;
  looked_at_ = 0;
  return true;
}

void AnswerLines::flush(std::string& lines, std::size_t size) {
  if (size == 0) return;
  lines += render({{"k", "markdown"}, {"c", held_.substr(0, size)}});
  at_line_start_ = held_[size - 1] == '\n';
  held_.erase(0, size);
}

bool AnswerLines::take_block(std::string& lines) {
  std::size_t at = held_.find(kFence, looked_at_);
  while (at != std::string::npos && at != 0 && held_[at - 1] != '\n') at = held_.find(kFence, at + 1);
  if (at == std::string::npos) {
    looked_at_ = held_.size() < kFence.size() ? 0 : held_.size() - kFence.size() + 1;
    return false;
  }
  const std::string body = held_.substr(0, at);
  if (is_mermaid(tag_)) {
    lines += render({{"k", "mermaid"}, {"c", body}});
  } else {
    lines += render({{"k", "code"}, {"c", body}, {"t", tag_.empty() ? "code" : tag_}});
  }
  held_.erase(0, at + kFence.size());
  at_line_start_ = false;
  where_ = Where::text;
  return true;
}

}  // namespace confab::mock::waldur
