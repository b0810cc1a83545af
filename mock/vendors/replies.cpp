#include "vendors/replies.hpp"

#include <charconv>
#include <utility>

#include "source/ascii.hpp"

namespace confab::mock {

namespace {
constexpr std::string_view kSpace = " \t\r\n\v\f";
}  // namespace

Reply json_reply(int status, const source::Json& body) {
  Reply reply;
  reply.status = status;
  reply.body = share(source::render_json(body));
  return reply;
}

Reply stream_reply(std::string media_type, std::shared_ptr<FrameSource> stream) {
  Reply reply;
  reply.media_type = std::move(media_type);
  reply.headers.emplace_back("Cache-Control", "no-cache");
  reply.stream = std::move(stream);
  return reply;
}

Reply empty_reply(int status) {
  Reply reply;
  reply.status = status;
  reply.media_type.clear();
  return reply;
}

std::optional<std::int64_t> parse_int64(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string_view trim(std::string_view text) {
  return source::trimmed(text, kSpace);
}

bool is_blank(std::string_view text) {
  return trim(text).empty();
}

}  // namespace confab::mock
