#include "secrets/spelling.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace confab::spec {
namespace {

// Deeper nesting than any log or page shows.
constexpr std::size_t kMostNested = 4;
constexpr std::size_t kMostBackslashes = 15;

std::optional<unsigned long> digits(std::string_view text, std::size_t count, unsigned base) {
  if (text.size() < count || count == 0) return std::nullopt;
  unsigned long value = 0;
  for (const char c : text.substr(0, count)) {
    const unsigned digit = c >= '0' && c <= '9'   ? static_cast<unsigned>(c - '0')
                           : c >= 'a' && c <= 'f' ? static_cast<unsigned>(c - 'a') + 10
                           : c >= 'A' && c <= 'F' ? static_cast<unsigned>(c - 'A') + 10
                                                  : 99U;
    if (digit >= base) return std::nullopt;
    value = value * base + digit;
  }
  return value;
}

std::string utf8(unsigned long code) {
  const auto tail = [](unsigned long bits) { return static_cast<char>(0x80 | (bits & 0x3F)); };
  if (code < 0x80) return {static_cast<char>(code)};
  if (code < 0x800) return {static_cast<char>(0xC0 | code >> 6), tail(code)};
  if (code < 0x10000) return {static_cast<char>(0xE0 | code >> 12), tail(code >> 6), tail(code)};
  return {static_cast<char>(0xF0 | code >> 18), tail(code >> 12), tail(code >> 6), tail(code)};
}

constexpr std::pair<std::string_view, char> kEntities[] = {
    {"amp;", '&'},    {"lt;", '<'},     {"gt;", '>'},     {"quot;", '"'}, {"apos;", '\''}, {"sol;", '/'},
    {"plus;", '+'},   {"equals;", '='}, {"colon;", ':'},  {"semi;", ';'}, {"comma;", ','}, {"period;", '.'},
    {"lowbar;", '_'}, {"num;", '#'},    {"percnt;", '%'}, {"excl;", '!'}, {"ast;", '*'},   {"bsol;", '\\'}};

constexpr std::pair<char, char> kEscapes[] = {{'"', '"'},  {'/', '/'},  {'\'', '\''}, {'b', '\b'},
                                              {'f', '\f'}, {'n', '\n'}, {'r', '\r'},  {'t', '\t'}};

}  // namespace

Spellings::Spellings(std::string_view text) {
  if (text.empty()) return;
  add(text.substr(0, 1), 1);
  if (text[0] == '+') add(" ", 1);
  if (text[0] == '%') add_percent(text);
  if (text[0] == '\\') add_escape(text);
  if (text[0] == '&') add_entity(text);
}

void Spellings::add(std::string_view bytes, std::size_t length) {
  if (count_ == found_.size() || bytes.size() > found_[0].bytes.size()) return;
  Spelling& spelling = found_[count_++];
  spelling.count = bytes.copy(spelling.bytes.data(), bytes.size());
  spelling.length = length;
}

void Spellings::add_code(unsigned long code, std::size_t length) {
  if (code > 0x10FFFF) return;
  add(utf8(code), length);
  if (code >= 0x80 && code < 0x100) add(std::string(1, static_cast<char>(code)), length);
}

void Spellings::add_percent(std::string_view text) {
  for (std::size_t nested = 0, at = 1; nested < kMostNested; ++nested, at += 2) {
    const auto byte = digits(text.substr(std::min(at, text.size())), 2, 16);
    if (!byte) return;
    add(std::string(1, static_cast<char>(*byte)), at + 2);
    if (*byte != '%') return;
  }
}

void Spellings::add_escape(std::string_view text) {
  std::size_t run = std::min(text.find_first_not_of('\\'), text.size());
  run = std::min(run, kMostBackslashes);
  if (run >= 2) add("\\", 2);
  if (run >= 4) add("\\", 4);
  if (run == text.size()) return;
  for (const auto& [letter, byte] : kEscapes) {
    if (text[run] == letter) add(std::string(1, byte), run + 1);
  }
  add_escaped_code(text, run);
}

void Spellings::add_escaped_code(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at + 1);
  if (text[at] == 'x') {
    if (const auto code = digits(rest, 2, 16)) add_code(*code, at + 3);
  }
  if (text[at] != 'u') return;
  const auto code = digits(rest, 4, 16);
  if (!code) return;
  if (*code < 0xD800 || *code > 0xDBFF) return add_code(*code, at + 5);
  const std::size_t mark = std::min(rest.find('u', 4), rest.size());
  const bool paired = mark > 4 && rest.substr(4, mark - 4).find_first_not_of('\\') == std::string_view::npos;
  const auto low = paired ? digits(rest.substr(std::min(mark + 1, rest.size())), 4, 16) : std::nullopt;
  if (low && *low >= 0xDC00 && *low <= 0xDFFF)
    add_code(0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00), at + 1 + mark + 5);
}

void Spellings::add_entity(std::string_view text) {
  for (std::size_t nested = 0, at = 1; nested < kMostNested && at < text.size(); ++nested, at += 4) {
    for (const auto& [name, byte] : kEntities) {
      if (text.substr(at).starts_with(name)) add(std::string(1, byte), at + name.size());
    }
    if (text[at] == '#') return add_numeric_entity(text, at + 1);
    if (!text.substr(at).starts_with("amp;")) return;
  }
}

void Spellings::add_numeric_entity(std::string_view text, std::size_t at) {
  const bool hex = at < text.size() && (text[at] == 'x' || text[at] == 'X');
  if (hex) ++at;
  const char* const known = hex ? "0123456789abcdefABCDEF" : "0123456789";
  const std::size_t end = std::min(text.find_first_not_of(known, at), text.size());
  if (end - std::min(at, end) > 8) return;  // leading zeros are allowed, and that many are enough
  const auto code = digits(text.substr(std::min(at, text.size())), end - std::min(at, end), hex ? 16 : 10);
  if (code) add_code(*code, end < text.size() && text[end] == ';' ? end + 1 : end);
}

}  // namespace confab::spec
