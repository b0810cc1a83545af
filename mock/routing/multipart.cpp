#include "routing/multipart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "routing/header_parameters.hpp"
#include "routing/request.hpp"
#include "source/utf8.hpp"

namespace confab::mock {

namespace {

constexpr std::string_view kLine = "\r\n";

bool may_not_stand_in_header(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
}

bool may_stand_in_boundary(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("'()+_,-./:=? ").find(c) != std::string_view::npos;
}

void replace_all(std::string& text, std::string_view escape, char meant) {
  for (auto at = text.find(escape); at != text.npos; at = text.find(escape, at + 1))
    text.replace(at, escape.size(), 1, meant);
}

std::string unescaped_name(std::string text) {
  replace_all(text, "%22", '"');
  replace_all(text, "%0D", '\r');
  replace_all(text, "%0A", '\n');
  return text;
}

// Where a delimiter begins and where what follows its line begins.
struct Delimiter {
  std::size_t begin = std::string_view::npos;
  std::size_t end = 0;
  bool closing = false;
};

// The first whole delimiter line at or after `from`; a line that only begins like one belongs to the content. A delimiter at
// the very start needs no line break before it.
Delimiter find_delimiter(std::string_view body, const std::string& dashed, std::size_t from) {
  const bool at_start = from == 0 && body.starts_with(std::string_view(dashed).substr(kLine.size()));
  std::size_t at = at_start ? 0 : body.find(dashed, from);
  std::size_t length = at_start ? dashed.size() - kLine.size() : dashed.size();
  for (; at != body.npos; at = body.find(dashed, at + 1), length = dashed.size()) {
    const std::string_view rest = body.substr(at + length);
    if (rest.starts_with("--")) return {at, at + length + 2, true};
    const std::size_t padding = std::min(rest.find_first_not_of(" \t"), rest.size());
    if (rest.substr(padding).starts_with(kLine)) return {at, at + length + padding + kLine.size(), false};
  }
  return {};
}

// Fills name, filename and media type from one header field; gives what is wrong with it.
std::string read_field(std::string_view line, Part& part, bool& disposed) {
  const std::size_t colon = line.find(':');
  if (colon == line.npos || colon == 0) return "A part's header field has no name.";
  const std::string_view name = line.substr(0, colon);
  if (same_field_name(name, "Content-Type")) {
    const std::string_view text = line.substr(colon + 1);
    const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
    part.media_type = text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
  }
  if (!same_field_name(name, "Content-Disposition")) return {};
  if (std::exchange(disposed, true)) return "A part has two Content-Disposition fields.";
  const HeaderParameters value = parse_header_parameters(line.substr(colon + 1));
  const std::string* field = value.find("name");
  if (value.value != "form-data" || !value.well_formed || !field) return "A part's Content-Disposition names no field.";
  part.name = unescaped_name(*field);
  if (const std::string* filename = value.find("filename")) part.filename = unescaped_name(*filename);
  return {};
}

// Reads the header fields at the start of `content` and takes them off it.
std::string read_head(std::string_view& content, Part& part) {
  bool disposed = false;
  for (std::size_t bytes = 0;;) {
    const std::size_t length = content.substr(0, kMaxPartHeadBytes - bytes).find(kLine);
    if (length == content.npos) {
      return content.size() > kMaxPartHeadBytes - bytes ? "A part's head is too large." : "A part's head does not end.";
    }
    const std::string_view line = content.substr(0, length);
    content.remove_prefix(length + kLine.size());
    bytes += length + kLine.size();
    if (line.empty()) return disposed ? std::string() : "A part has no Content-Disposition.";
    if (std::any_of(line.begin(), line.end(), may_not_stand_in_header)) return "A part's head holds control characters.";
    if (source::first_invalid_utf8(line)) return "A part's head is not UTF-8.";
    if (const std::string wrong = read_field(line, part, disposed); !wrong.empty()) return wrong;
  }
}

}  // namespace

std::string boundary_of(std::string_view content_type) {
  const HeaderParameters read = parse_header_parameters(content_type);
  const std::string* boundary = read.find("boundary");
  if (!boundary || boundary->empty() || boundary->size() > 70 || boundary->back() == ' ') return {};
  return std::all_of(boundary->begin(), boundary->end(), may_stand_in_boundary) ? *boundary : std::string();
}

tl::expected<std::vector<Part>, std::string> parse_multipart(std::string_view body, std::string_view boundary) {
  const std::string dashed = fmt::format("\r\n--{}", boundary);
  std::vector<Part> parts;
  Delimiter here = find_delimiter(body, dashed, 0);
  if (here.begin == body.npos) return tl::unexpected(std::string("The boundary does not occur in the body."));
  while (!here.closing) {
    // The line break that ends the delimiter may begin the next one: then the part is empty and lacks its head.
    const Delimiter next = find_delimiter(body, dashed, here.end - kLine.size());
    if (next.begin == body.npos) return tl::unexpected(std::string("The closing delimiter is missing."));
    if (parts.size() == kMaxParts) return tl::unexpected(fmt::format("There are more than {} parts.", kMaxParts));
    const std::size_t size = next.begin > here.end ? next.begin - here.end : 0;
    std::string_view content = body.substr(here.end, size);
    Part part;
    if (std::string wrong = read_head(content, part); !wrong.empty()) return tl::unexpected(std::move(wrong));
    part.bytes = content;
    parts.push_back(std::move(part));
    here = next;
  }
  return parts;
}

}  // namespace confab::mock
