#include "client/sse_decoder.hpp"

#include <tuple>

#include "framework/catch.hpp"

namespace confab::conformance {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

struct Decoded {
  std::vector<SseEvent> events;
  std::string last_event_id;
  std::optional<long long> retry_ms;
  std::size_t comments = 0;
  bool inside_event = false;
  SseFault fault = SseFault::none;

  bool operator==(const Decoded& other) const {
    const auto same = [](const SseEvent& a, const SseEvent& b) {
      return std::tie(a.event, a.data, a.id, a.has_id) == std::tie(b.event, b.data, b.id, b.has_id);
    };
    return std::equal(events.begin(), events.end(), other.events.begin(), other.events.end(), same) &&
           std::tie(last_event_id, retry_ms, comments, inside_event, fault) ==
               std::tie(other.last_event_id, other.retry_ms, other.comments, other.inside_event, other.fault);
  }
};

Decoded decode_slices(const std::vector<std::string_view>& slices, SseDecoder::Limits limits = {}) {
  SseDecoder decoder(limits);
  Decoded out;
  for (const auto slice : slices) decoder.feed(slice, out.events);
  out.last_event_id = decoder.last_event_id();
  out.retry_ms = decoder.retry_ms();
  out.comments = decoder.comments();
  out.inside_event = decoder.inside_event();
  out.fault = decoder.fault();
  return out;
}

// Decodes the whole, and requires the same from every split in two and from single bytes.
Decoded decode(std::string_view body, SseDecoder::Limits limits = {}) {
  const auto whole = decode_slices({body}, limits);
  std::vector<std::string_view> bytes;
  for (std::size_t at = 0; at < body.size(); ++at) {
    INFO("split before byte " << at);
    CHECK(decode_slices({body.substr(0, at), "", body.substr(at)}, limits) == whole);
    bytes.push_back(body.substr(at, 1));
  }
  INFO("byte by byte");
  CHECK(decode_slices(bytes, limits) == whole);
  return whole;
}

std::vector<std::string> data_of(std::string_view body) {
  std::vector<std::string> data;
  for (const auto& event : decode(body).events) data.push_back(event.data);
  return data;
}

using List = std::vector<std::string>;

TEST_CASE("one byte order mark at the start is removed, and no other", "[sse]") {
  CHECK(data_of("\xEF\xBB\xBF"
                "data: a\n\n") == List{"a"});
  CHECK(data_of("\xEF\xBB\xBF\xEF\xBB\xBF"
                "data: a\n\ndata: b\n\n") == List{"b"});  // the first name has a mark in it
  CHECK(data_of("data: \xEF\xBB\xBF"
                "a\n\n") == List{"\xEF\xBB\xBF"
                                 "a"});
  CHECK(data_of("\n\xEF\xBB\xBF"
                "data: a\n\n")
            .empty());
  CHECK(data_of("\xEF\xBB\xBF"
                ":c\ndata: a\n\n") == List{"a"});
  CHECK(data_of("\xEF\xBB"
                "data: a\n\ndata: b\n\n") == List{"b"});  // half a mark is malformed
}

TEST_CASE("malformed UTF-8 becomes U+FFFD, one for each maximal part", "[sse]") {
  struct Row {
    std::string bytes, text;
  };
  const std::string fffd = "\xEF\xBF\xBD";
  const Row row = GENERATE_COPY(values<Row>({
      {"\x80", fffd},
      {"\xFF\xFE", fffd + fffd},
      {"\xC0\xAF", fffd + fffd},                        // overlong
      {"\xE0\x80\x80", fffd + fffd + fffd},             // overlong
      {"\xED\xA0\x80", fffd + fffd + fffd},             // surrogate
      {"\xF4\x90\x80\x80", fffd + fffd + fffd + fffd},  // above U+10FFFF
      {"\xF5\x80", fffd + fffd},
      {"\xE2\x82", fffd},  // cut short by the line end: one maximal part
      {"\xF0\x9F\x98", fffd},
      {"\xE2\x82"
       "A",
       fffd + "A"},
      {"\xE2\xC3\xA4", fffd + "\xC3\xA4"},
      {"\xF1\x80\x80\xE1\x80\xC2"
       "b\x80"
       "c\x80\xBF"
       "d",
       fffd + fffd + fffd + "b" + fffd + "c" + fffd + fffd + "d"},
      {"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80\xEE\x80\x80\xF4\x8F\xBF\xBF",
       "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80\xEE\x80\x80\xF4\x8F\xBF\xBF"},
  }));
  CHECK(data_of("data:" + row.bytes + "\n\n") == List{row.text});
}

TEST_CASE("lines end with LF, CR or CRLF, mixed freely", "[sse]") {
  CHECK(data_of("data: a\n\ndata: b\r\rdata: c\r\n\r\n") == List{"a", "b", "c"});
  CHECK(data_of("data: a\rdata: b\ndata: c\r\n\n") == List{"a\nb\nc"});
  CHECK(data_of("data: a\r\n\r\r\n") == List{"a"});
  CHECK(data_of("data: a\n\r\ndata: b\n\r") == List{"a", "b"});
  CHECK(data_of("data: a\r\ndata: b\r\n") == List{});  // one line end each: no blank line
  CHECK(data_of("data: a\xE2\x80\xA8"
                "b\vc\fd\n\n") == List{"a\xE2\x80\xA8"
                                       "b\vc\fd"});
}

TEST_CASE("an event is handed over with the byte that ends its blank line", "[sse]") {
  const auto last_byte = [](std::string_view before, std::string_view last) {
    SseDecoder decoder;
    std::vector<SseEvent> events;
    decoder.feed(before, events);
    CHECK(events.empty());
    decoder.feed(last, events);
    return events.size();
  };
  CHECK(last_byte("data: a\n", "\n") == 1);
  CHECK(last_byte("data: a\r", "\r") == 1);
  CHECK(last_byte("data: a\r\n", "\r") == 1);  // the LF that follows is swallowed later
  CHECK(last_byte("data: a\r", "\n") == 0);
}

TEST_CASE("comments dispatch nothing, break nothing and have no limit", "[sse]") {
  CHECK(decode(":\n: hello\n\n:\n\n").events.empty());
  CHECK(decode(":\n: hello\n\n:\n\n").comments == 3);
  CHECK(data_of("data: a\n: data: x\n:\ndata: b\n\n") == List{"a\nb"});
  CHECK(data_of(": \xFF\xE2\x82\ndata: a\n\n") == List{"a"});

  const auto limited = decode(":" + std::string(100, 'x') + "\ndata: a\n\n", {.line = 10, .event = 10});
  CHECK(limited.fault == SseFault::none);
  CHECK(limited.events.size() == 1);
  CHECK_FALSE(decode(": begun").inside_event);
}

TEST_CASE("a field is split at its first colon, and one space after it is removed", "[sse]") {
  CHECK(data_of("data:a\n\ndata: a\n\ndata:  a\n\ndata:\ta\n\n") == List{"a", "a", " a", "\ta"});
  CHECK(data_of("data:a:b: c\n\n") == List{"a:b: c"});
  CHECK(data_of("data: \n\ndata:a \n\n") == List{"", "a "});
  CHECK(data_of("data\n\ndata\ndata\n\n") == List{"", "\n"});
  CHECK(data_of("data:\xC2\xA0"
                "a\n\n") == List{"\xC2\xA0"
                                 "a"});
}

TEST_CASE("field names are case-sensitive, not trimmed, and ignored when unknown", "[sse]") {
  CHECK(decode("Data: a\n\nDATA: a\n\n data: a\n\ndata : a\n\n\tdata: a\n\nfoo: a\nfoo\n\n").events.empty());
  CHECK(data_of("data: a\nfoo: b\ndatax: c\ndat: d\n\n") == List{"a"});
  CHECK(data_of("{\"data\": 1}\n\n").empty());
}

TEST_CASE("data lines are joined with LF, and a block without data dispatches nothing", "[sse]") {
  CHECK(data_of("data:\ndata:\n\n") == List{"\n"});
  CHECK(data_of("data:\n\n") == List{""});
  CHECK(data_of("data: a\ndata:\ndata: b\n\n") == List{"a\n\nb"});
  CHECK(data_of("\n\n\n\ndata: a\n\n\n\n") == List{"a"});
  CHECK(data_of("data: a\0b\n\n"sv) == List{"a\0b"s});

  const auto reset = decode("event: one\n\ndata: a\n\n");
  REQUIRE(reset.events.size() == 1);
  CHECK(reset.events[0].event == "message");
}

TEST_CASE("the last event field names the event, and the next event starts anew", "[sse]") {
  const auto decoded = decode(
      "event: a\nevent: b\ndata: 1\n\n"
      "data: 2\n\n"
      "event: c\nevent:\ndata: 3\n\n"
      "data: 4\nevent: d\n\n"
      "event:  e\ndata: 5\n\n");
  List names;
  for (const auto& event : decoded.events) names.push_back(event.event);
  CHECK(names == List{"b", "message", "message", "d", " e"});
}

TEST_CASE("an id persists, an empty one resets it, one with NUL is ignored", "[sse]") {
  const auto decoded = decode(
      "id: 1\ndata: a\n\n"
      "data: b\n\n"
      "id: x\0y\ndata: c\n\n"
      "id\ndata: d\n\n"
      "id: 2\nid: 3\ndata: e\n\n"sv);
  REQUIRE(decoded.events.size() == 5);
  List ids;
  std::vector<bool> own;
  for (const auto& event : decoded.events) {
    ids.push_back(event.id);
    own.push_back(event.has_id);
  }
  CHECK(ids == List{"1", "1", "1", "", "3"});
  CHECK(own == std::vector<bool>{true, false, false, true, true});
  CHECK(decoded.last_event_id == "3");
}

TEST_CASE("a block with only an id moves the resume point and no event", "[sse]") {
  const auto decoded = decode("id: 7\n\n");
  CHECK(decoded.events.empty());
  CHECK(decoded.last_event_id == "7");
  CHECK_FALSE(decoded.inside_event);

  const auto later = decode("id: 7\n\ndata: a\n\n");
  REQUIRE(later.events.size() == 1);
  CHECK(later.events[0].id == "7");
  CHECK_FALSE(later.events[0].has_id);
}

TEST_CASE("retry takes ASCII digits only", "[sse]") {
  const auto retry = [](const std::string& value) { return decode("retry: 5\nretry:" + value + "\n").retry_ms; };
  CHECK(decode("data: a\n\n").retry_ms == std::nullopt);
  CHECK(retry("3000") == 3000);
  CHECK(retry(" 3000") == 3000);
  CHECK(retry("0") == 0);
  CHECK(retry("0000000000000000000000000012") == 12);
  CHECK(retry("9223372036854775807") == 9223372036854775807LL);
  CHECK(retry("9223372036854775808") == 9223372036854775807LL);
  CHECK(retry(std::string(300, '9')) == 9223372036854775807LL);
  for (const auto* ignored : {"", " ", "-1", "+1", "1.5", "1 ", "  1", "1e3", "0x10", "\xD9\xA1", "1\t"}) {
    INFO("retry:" << ignored);
    CHECK(retry(ignored) == 5);
  }
}

TEST_CASE("at the end of the body an unclosed event is discarded and its id with it", "[sse]") {
  for (const auto* tail :
       {"id: 2\ndata: b\n", "id: 2\ndata: b", "id: 2\n", "id: 2", "data", "id: 2\ndata: b\r\n", "\xE2\x82"}) {
    INFO("tail: " << tail);
    const auto decoded = decode("id: 1\ndata: a\n\n"s + tail);
    CHECK(decoded.events.size() == 1);
    CHECK(decoded.last_event_id == "1");
    CHECK(decoded.inside_event);
  }
  CHECK_FALSE(decode("data: a\n\n").inside_event);
  CHECK_FALSE(decode("data: a\r\r").inside_event);
  CHECK_FALSE(decode("data: a\n\nretry: 5\n").inside_event);
  CHECK(decode("retry: 5\nretry: 6").retry_ms == 5);
  CHECK(decode("").events.empty());
}

TEST_CASE("a line or an event above its limit is a fault that ends decoding", "[sse]") {
  const SseDecoder::Limits limits{.line = 10, .event = 8};
  const auto line = decode(
      "data: a\n\ndata: 67890\n\n"
      "data: 67890\n\n",
      limits);
  CHECK(line.fault == SseFault::line_too_long);
  CHECK(line.events.size() == 1);

  const auto fits = decode("data:12345\n\ndata:1234\ndata:678\n\n", limits);
  CHECK(fits.fault == SseFault::none);
  CHECK(fits.events.size() == 2);

  const auto event = decode("data: a\n\ndata:1234\ndata:6789\n\ndata: b\n\n", limits);
  CHECK(event.fault == SseFault::event_too_long);
  CHECK(event.events.size() == 1);

  CHECK(decode("01234567890", limits).fault == SseFault::line_too_long);  // also without a line end
}

TEST_CASE("a large event fed in single bytes takes linear time", "[sse]") {
  SseDecoder decoder;
  std::vector<SseEvent> events;
  const std::string line = "data: " + std::string(1 << 20, 'x') + "\n";
  for (const char byte : line) decoder.feed({&byte, 1}, events);
  for (int i = 0; i < (1 << 17); ++i) decoder.feed("data:y\n", events);
  decoder.feed("\n", events);
  REQUIRE(events.size() == 1);
  CHECK(events[0].data.size() == (1 << 20) + 2 * (1 << 17));
}

}  // namespace
}  // namespace confab::conformance
