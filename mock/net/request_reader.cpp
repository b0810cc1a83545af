#include "net/request_reader.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <optional>

namespace confab::mock {

namespace http = boost::beast::http;
using boost::beast::string_view;
using ErrorCode = boost::beast::error_code;

namespace {

/// Reserved for a body at most before it comes: announcing a large one must cost nothing.
constexpr std::uint64_t kReservedBytes = 1024 * 1024;

/// What of the target is ours, without the part of absolute-form (RFC 9112, 3.2.2) that is meant for proxies.
std::string_view origin_form(std::string_view target) {
  const auto scheme = target.find("://");
  if (scheme == target.npos || target.starts_with('/')) return target;
  const auto slash = target.find('/', scheme + 3);
  return slash == target.npos ? std::string_view("/") : target.substr(slash);
}

/// Where a piece of the head stands in `Grammar::text`, which may move while it grows.
struct Piece {
  std::size_t offset = 0, length = 0;
};

/// What the grammar found, kept in one string a connection reuses.
struct Head {
  std::string text;
  Piece method, target;
  std::vector<std::pair<Piece, Piece>> fields;
  int version = 11;
  bool complete = false;
  bool has_host = false;
  std::string body;
  std::uint64_t body_limit = 0;

  Piece keep(string_view piece) {
    const Piece place{text.size(), piece.size()};
    text.append(piece.data(), piece.size());
    return place;
  }
  [[nodiscard]] std::string_view at(Piece piece) const { return std::string_view(text).substr(piece.offset, piece.length); }
  void clear() {
    text.clear();
    fields.clear();
    body.clear();
    method = target = {};
    complete = has_host = false;
  }
};

class Grammar : public http::basic_parser<true> {
 public:
  Grammar(Head& head, const RequestLimits& limits, const BodyLimitOf& limit_of) : head_(head), limit_of_(limit_of) {
    header_limit(limits.head_bytes);
    body_limit(boost::none);
    head_.body_limit = limits.body_bytes;
    eager(true);
  }

 private:
  void on_request_impl(http::verb, string_view method, string_view target, int version, ErrorCode&) override {
    head_.method = head_.keep(method);
    head_.target = head_.keep(target);
    head_.version = version;
  }
  void on_response_impl(int, string_view, int, ErrorCode&) override {}
  void on_field_impl(http::field name, string_view name_text, string_view value, ErrorCode&) override {
    head_.has_host = head_.has_host || name == http::field::host;
    const Piece kept = head_.keep(name_text);
    head_.fields.emplace_back(kept, head_.keep(value));
  }
  void on_header_impl(ErrorCode& error) override {
    head_.complete = true;
    const auto length = content_length();
    if (!chunked() && (!length || *length == 0)) return;
    const std::string_view target = origin_form(head_.at(head_.target));
    if (limit_of_) head_.body_limit = limit_of_(target.substr(0, target.find('?'))).value_or(head_.body_limit);
    body_limit(head_.body_limit);
    if (length && *length > head_.body_limit) error = http::error::body_limit;
  }
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, ErrorCode&) override {
    if (length) head_.body.reserve(static_cast<std::size_t>(std::min(*length, kReservedBytes)));
  }
  std::size_t on_body_impl(string_view bytes, ErrorCode&) override {
    head_.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_chunk_header_impl(std::uint64_t, string_view, ErrorCode&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, ErrorCode&) override {
    head_.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_finish_impl(ErrorCode&) override {}

  Head& head_;
  const BodyLimitOf& limit_of_;
};

}  // namespace

class RequestReader::Parser {
 public:
  Parser(const RequestLimits& limits, const BodyLimitOf& limit_of) { restart(limits, limit_of); }
  void restart(const RequestLimits& limits, const BodyLimitOf& limit_of) {
    head.clear();
    grammar.emplace(head, limits, limit_of);
  }
  Head head;
  std::optional<Grammar> grammar;  // Beast's parsers serve one message each
};

RequestReader::RequestReader(RequestLimits limits, BodyLimitOf body_limit)
    : limits_(limits), body_limit_(std::move(body_limit)), parser_(std::make_unique<Parser>(limits_, body_limit_)) {}

RequestReader::~RequestReader() = default;

RequestReader::Progress RequestReader::read(std::string_view bytes, std::size_t& consumed) {
  consumed = 0;
  inside_ = inside_ || !bytes.empty();
  while (!parser_->grammar->is_done()) {
    if (consumed == bytes.size()) return Progress::need_more;
    ErrorCode error;
    consumed += parser_->grammar->put(boost::asio::buffer(bytes.data() + consumed, bytes.size() - consumed), error);
    if (error == http::error::need_more) return Progress::need_more;
    if (!error) continue;
    finish();
    if (error == http::error::header_limit) {
      refuse(Refused::headers_too_large, "The head of a request may have " + std::to_string(limits_.head_bytes) + " bytes.");
    } else if (error == http::error::body_limit || error == http::error::buffer_overflow) {
      refuse(Refused::body_too_large, "A body may have " + std::to_string(parser_->head.body_limit) + " bytes.");
    } else {
      refuse(Refused::malformed_http, "This is not an HTTP/1.1 request: " + error.message() + ".");
    }
    return Progress::refused;
  }
  finish();
  if (!parser_->head.has_host && !http_1_0_) {
    refuse(Refused::malformed_http, "An HTTP/1.1 request needs a Host field.");
    return Progress::refused;
  }
  return Progress::complete;
}

bool RequestReader::take_expect_continue() {
  if (continue_sent_ || !parser_->head.complete || parser_->grammar->is_done()) return false;
  for (const auto& [name, value] : parser_->head.fields) {
    if (!boost::beast::iequals(parser_->head.at(name), "expect")) continue;
    continue_sent_ = boost::beast::iequals(parser_->head.at(value), "100-continue");
  }
  return continue_sent_;
}

void RequestReader::reset() {
  parser_->restart(limits_, body_limit_);
  request_ = {};
  inside_ = keep_alive_ = http_1_0_ = continue_sent_ = false;
}

void RequestReader::finish() {
  const Head& head = parser_->head;
  keep_alive_ = parser_->grammar->is_header_done() && parser_->grammar->keep_alive();
  http_1_0_ = head.version == 10;
  fields_.clear();
  for (const auto& [name, value] : head.fields) fields_.push_back({head.at(name), head.at(value)});
  request_.method = head.at(head.method);
  request_.fields = fields_;
  request_.body = head.body;

  const std::string_view target = origin_form(head.at(head.target));
  const auto mark = target.find('?');
  request_.path = target.substr(0, mark);
  request_.query = mark == target.npos ? std::string_view() : target.substr(mark + 1);
}

void RequestReader::refuse(Refused what, std::string detail) {
  keep_alive_ = false;
  refusal_ = {.what = what, .detail = std::move(detail), .parameter = {}, .allow = {}};
}

}  // namespace confab::mock
