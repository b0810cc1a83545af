#include "net/response_head.hpp"

#include <boost/beast/http/status.hpp>
#include <charconv>
#include <ctime>

namespace confab::mock {

namespace {

void append_number(std::string& out, std::size_t number) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, end);
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

BodyFraming framing_of(const Reply& reply, bool http_1_0) {
  if (reply.stream) return http_1_0 ? BodyFraming::until_close : BodyFraming::chunked;
  return reply.status == 204 || reply.status == 304 ? BodyFraming::none : BodyFraming::sized;
}

void render_head(std::string& out, const Reply& reply, BodyFraming framing, bool keep_alive, std::string_view date) {
  out.append("HTTP/1.1 ");
  append_number(out, static_cast<std::size_t>(reply.status));
  out.append(" ").append(reason_phrase(reply.status)).append("\r\n");
  append_field(out, "Server", "confab");
  append_field(out, "Date", date);
  if (!reply.media_type.empty() && framing != BodyFraming::none) append_field(out, "Content-Type", reply.media_type);
  for (const auto& [name, value] : reply.headers) append_field(out, name, value);
  if (framing == BodyFraming::sized) {
    out.append("Content-Length: ");
    append_number(out, reply.body ? reply.body->size() : 0);
    out.append("\r\n");
  } else if (framing == BodyFraming::chunked) {
    append_field(out, "Transfer-Encoding", "chunked");
  }
  if (!keep_alive) append_field(out, "Connection", "close");
  out.append("\r\n");
}

std::string imf_fixdate(long long seconds) {
  const auto time = static_cast<std::time_t>(seconds);
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[32];
  // The C locale is never changed in this program, so %a and %b are the English names the RFC wants.
  const auto length = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text, length};
}

std::string_view reason_phrase(int status) {
  const auto known = boost::beast::http::int_to_status(static_cast<unsigned>(status));
  if (known == boost::beast::http::status::unknown) return "Status";
  const auto phrase = boost::beast::http::obsolete_reason(known);
  return {phrase.data(), phrase.size()};
}

}  // namespace confab::mock
