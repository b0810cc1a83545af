#include "client/body_framing.hpp"

#include <algorithm>
#include <limits>

namespace confab::conformance {
namespace {

// RFC 9112, 6.3, rules 1 and 2.
bool has_no_body(const ResponseHead& head, std::string_view method) {
  if (method == "HEAD" || head.status < 200 || head.status == 204 || head.status == 304) return true;
  return method == "CONNECT" && head.status < 300;
}

std::optional<std::uint64_t> parse_length(std::string_view digits) {
  std::uint64_t length = 0;
  constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    const auto unit = static_cast<std::uint64_t>(c - '0');
    length = length > (kMost - unit) / 10 ? kMost : length * 10 + unit;
  }
  return length;
}

bool has(const ResponseHead& head, std::string_view name) {
  return std::any_of(head.headers.begin(), head.headers.end(),
                     [&](const auto& field) { return same_name(field.first, name); });
}

}  // namespace

tl::expected<BodyFraming, std::string> BodyFraming::of(const ResponseHead& head, std::string_view method) {
  BodyFraming framing;
  if (has_no_body(head, method)) return framing;

  const auto codings = list_of(head.headers, "Transfer-Encoding");
  const auto lengths = list_of(head.headers, "Content-Length");
  if (has(head, "Transfer-Encoding")) {
    if (head.minor == 0) return tl::unexpected(std::string("HTTP/1.0 has no Transfer-Encoding"));
    if (has(head, "Content-Length"))
      return tl::unexpected(std::string("the head has both Transfer-Encoding and Content-Length"));
    if (codings != std::vector<std::string>{"chunked"})
      return tl::unexpected("only Transfer-Encoding: chunked is understood, not " +
                            (codings.empty() ? "an empty one" : quote_bytes(codings.front())));
    framing.kind_ = Kind::chunked;
  } else if (has(head, "Content-Length")) {
    if (lengths.empty()) return tl::unexpected(std::string("Content-Length is empty"));
    const auto length = parse_length(lengths.front());
    if (!length) return tl::unexpected("Content-Length is no number: " + quote_bytes(lengths.front()));
    if (std::any_of(lengths.begin(), lengths.end(), [&](const auto& other) { return other != lengths.front(); }))
      return tl::unexpected("Content-Length comes twice and differs: " + quote_bytes(lengths.front()) + " and " +
                            quote_bytes(lengths.back()));
    framing.left_ = *length;
    framing.announced_ = length;
  } else {
    framing.kind_ = Kind::until_close;
  }
  return framing;
}

tl::expected<BodyStep, std::string> BodyFraming::next(std::string_view raw) {
  if (kind_ == Kind::until_close) return BodyStep{raw.size(), raw};
  if (kind_ == Kind::length) {
    const auto body = raw.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(left_, raw.size())));
    left_ -= body.size();
    return BodyStep{body.size(), body};
  }
  auto step = chunks_.next(raw);
  if (!step) return tl::unexpected(std::move(step.error()));
  return BodyStep{step->consumed, step->data};
}

bool BodyFraming::complete(bool at_end) const {
  if (kind_ == Kind::until_close) return at_end;
  return kind_ == Kind::length ? left_ == 0 : chunks_.complete();
}

std::string BodyFraming::missing() const {
  if (kind_ == Kind::length) return std::to_string(left_) + " of " + std::to_string(*announced_) + " bytes are missing";
  return kind_ == Kind::chunked ? "the last chunk is missing" : "the end of the connection is missing";
}

}  // namespace confab::conformance
