#include "source/json_text.hpp"

#include <charconv>
#include <optional>

#include "source/utf8.hpp"

namespace confab::source {
namespace {

// Accepts everything; its only use is to learn where and why the parser stopped.
class FailureFinder : public nlohmann::json_sax<Json> {
 public:
  JsonError failure{"is not JSON", 0};

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&, const Json::exception& problem) override {
    failure.offset = position == 0 ? 0 : position - 1;
    failure.reason = plain_reason(problem.what());
    return false;
  }

 private:
  // "[json.exception…] parse error at line 1, column 2: REASON; last read: '…'": the place is told by the offset, and
  // what was last read may be the whole text.
  static std::string plain_reason(std::string_view message) {
    if (message.starts_with("[")) message.remove_prefix(std::min(message.size(), message.find("] ") + 2));
    if (message.starts_with("parse error")) message.remove_prefix(std::min(message.size(), message.find(": ") + 2));
    return std::string(message.substr(0, message.find("; last read")));
  }
};

// What the parser does not mind but we do: depth, NUL (which it takes for the end) and a byte order mark.
std::optional<JsonError> refuse_early(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) return JsonError{"starts with a byte order mark (RFC 8259, section 8.1)", 0};
  if (const auto invalid = first_invalid_utf8(text)) return JsonError{"is not valid UTF-8", *invalid};
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\0') return JsonError{"contains a NUL character", at};
    if (in_string) {
      if (c == '\\' && at + 1 < text.size() && text[at + 1] != '\0') ++at;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxJsonDepth) {
        return JsonError{"is nested deeper than " + std::to_string(kMaxJsonDepth) + " levels", at};
      }
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return std::nullopt;
}

std::optional<std::string> unescaped(std::string_view token) {
  std::string plain;
  for (std::size_t at = 0; at < token.size(); ++at) {
    if (token[at] != '~') {
      plain += token[at];
      continue;
    }
    ++at;
    if (at == token.size() || (token[at] != '0' && token[at] != '1')) return std::nullopt;
    plain += token[at] == '0' ? '~' : '/';
  }
  return plain;
}

// RFC 6901, section 4: digits without leading zeros.
const Json* item(const Json& array, std::string_view token) {
  std::size_t index = 0;
  const char* end = token.data() + token.size();
  const auto parsed = std::from_chars(token.data(), end, index);
  if (parsed.ec != std::errc{} || parsed.ptr != end || (token.size() > 1 && token[0] == '0')) return nullptr;
  return index < array.size() ? &array[index] : nullptr;
}

const Json* step_into(const Json& value, std::string_view token) {
  const auto key = unescaped(token);
  if (!key) return nullptr;
  if (value.is_array()) return item(value, *key);
  if (!value.is_object()) return nullptr;
  const auto found = value.find(*key);
  return found == value.end() ? nullptr : &*found;
}

}  // namespace

tl::expected<Json, JsonError> parse_json(std::string_view text) {
  if (auto refused = refuse_early(text)) return tl::unexpected(*std::move(refused));
  Json value = Json::parse(text, nullptr, false);
  if (!value.is_discarded()) return value;
  FailureFinder finder;
  Json::sax_parse(text, &finder);
  return tl::unexpected(std::move(finder.failure));
}

std::string render_json(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

const Json* find(const Json& value, std::string_view pointer) {
  const Json* current = &value;
  while (current != nullptr && !pointer.empty()) {
    if (pointer[0] != '/') return nullptr;
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    current = step_into(*current, pointer.substr(1, end - 1));
    pointer.remove_prefix(end);
  }
  return current;
}

std::string escape_token(std::string_view token) {
  std::string escaped;
  for (const char c : token) {
    if (c == '~') {
      escaped += "~0";
    } else if (c == '/') {
      escaped += "~1";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

}  // namespace confab::source
