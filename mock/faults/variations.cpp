// Differences that the contract does not mind: no check may fail under any of them.
#include <array>
#include <string>
#include <utility>

#include "faults/deviation.hpp"
#include "faults/edited_stream.hpp"
#include "faults/respelled_json.hpp"
#include "faults/spread_ids.hpp"

namespace confab::mock {
namespace {

using Frames = std::vector<WireFrame>;
using Respell = std::string (*)(const source::Json&);

/// A change to the frames of framings in which it means nothing: none.
class FrameVariation : public FrameEdit {
 public:
  explicit FrameVariation(const spec::StreamSpec& spec) : spec_(spec) {}
  void on_frame(WireFrame frame, Frames& out) override {
    frame.raw = first_ ? opening() + vary(frame.render(spec_)) : vary(frame.render(spec_));
    first_ = false;
    out.push_back(std::move(frame));
  }

 protected:
  [[nodiscard]] virtual std::string opening() const { return {}; }
  [[nodiscard]] virtual std::string vary(std::string frame) const = 0;
  [[nodiscard]] bool sse() const { return spec_.framing == spec::Framing::sse; }

 private:
  const spec::StreamSpec& spec_;
  bool first_ = true;
};

std::string with_line_ends(const std::string& text, std::string_view end) {
  std::string changed;
  for (const char c : text) c == '\n' ? changed.append(end) : changed.append(1, c);
  return changed;
}

struct CarriageReturns final : FrameVariation {
  using FrameVariation::FrameVariation;
  std::string vary(std::string frame) const override { return sse() ? with_line_ends(frame, "\r\n") : frame; }
};

struct LoneCarriageReturns final : FrameVariation {
  using FrameVariation::FrameVariation;
  std::string vary(std::string frame) const override { return sse() ? with_line_ends(frame, "\r") : frame; }
};

struct ByteOrderMark final : FrameVariation {
  using FrameVariation::FrameVariation;
  std::string opening() const override { return sse() ? "\xEF\xBB\xBF" : ""; }
  std::string vary(std::string frame) const override { return frame; }
};

struct Comments final : FrameVariation {
  using FrameVariation::FrameVariation;
  std::string vary(std::string frame) const override { return sse() ? ": \xE2\x9C\x93 id: 7\n:\n\n" + frame : frame; }
};

struct UnknownFields final : FrameVariation {
  using FrameVariation::FrameVariation;
  std::string vary(std::string frame) const override {
    return sse() ? "confab: 1\nID: 7\nretry: x\nnothing\n" + frame : frame;
  }
};

/// Every byte in a chunk of its own.
class ByteByByte final : public FrameEdit {
 public:
  explicit ByteByByte(const spec::StreamSpec& spec) : spec_(spec) {}
  void on_frame(WireFrame frame, Frames& out) override {
    if (spec_.framing == spec::Framing::websocket) return out.push_back(std::move(frame));
    for (const char c : frame.render(spec_)) out.emplace_back().raw = std::string(1, c);
  }

 private:
  const spec::StreamSpec& spec_;
};

template <class Edit>
class StreamVariation final : public Deviation {
 public:
  void spoil(Reply& reply, const Asked& asked) const override {
    edit_stream(reply, asked, [](const spec::StreamSpec& spec) { return std::make_unique<Edit>(spec); });
  }
};

class RespelledFrames final : public FrameEdit {
 public:
  explicit RespelledFrames(Respell respell) : respell_(respell) {}
  void on_frame(WireFrame frame, Frames& out) override {
    if (const auto payload = source::parse_json(frame.data); payload && frame.raw.empty()) frame.data = respell_(*payload);
    out.push_back(std::move(frame));
  }

 private:
  Respell respell_;
};

template <Respell respell>
class Respelled final : public Deviation {
 public:
  void spoil(Reply& reply, const Asked& asked) const override {
    edit_stream(reply, asked, [](const spec::StreamSpec&) { return std::make_unique<RespelledFrames>(respell); });
    if (!reply.body || reply.media_type.find("json") == std::string::npos) return;
    if (const auto document = source::parse_json(*reply.body)) reply.body = share(respell(*document));
  }
};

class Charset final : public Deviation {
 public:
  void spoil(Reply& reply, const Asked&) const override {
    if (reply.media_type == "application/json" || reply.media_type == "text/event-stream")
      reply.media_type += "; charset=utf-8";
  }
};

class ExtraHeaders final : public Deviation {
 public:
  void spoil(Reply& reply, const Asked&) const override {
    reply.headers.emplace_back("X-Confab-Variation", "\"\xC3\xA9\", a; b=c");
    reply.headers.emplace_back("Server", "something else");
  }
};

template <class Kind>
std::unique_ptr<Deviation> make(const Parameters&) {
  return std::make_unique<Kind>();
}

}  // namespace

std::span<const DeviationRow> variations() {
  static constexpr std::array<DeviationRow, 12> kRows = {{
      {"json_reversed", "The members of JSON objects stand in another order.", "", &make<Respelled<&render_reversed>>},
      {"json_spaced", "JSON has blanks wherever it may.", "", &make<Respelled<&render_spaced>>},
      {"json_escaped", "JSON escapes the first character of every text, and whatever is not ASCII.", "",
       &make<Respelled<&render_escaped>>},
      {"sse_crlf", "Lines of event streams end with CR LF.", "", &make<StreamVariation<CarriageReturns>>},
      {"sse_cr", "Lines of event streams end with CR.", "", &make<StreamVariation<LoneCarriageReturns>>},
      {"sse_bom", "An event stream begins with a byte order mark.", "", &make<StreamVariation<ByteOrderMark>>},
      {"sse_comments", "Comments stand before every event.", "", &make<StreamVariation<Comments>>},
      {"sse_unknown_fields", "Events have fields that nobody knows.", "", &make<StreamVariation<UnknownFields>>},
      {"byte_by_byte", "Streams come in chunks of one byte.", "", &make<StreamVariation<ByteByByte>>},
      {"ids_with_gaps", "Ids of a stream leave gaps, wherever they show.", "", &make_spread_ids},
      {"charset", "The Content-Type names its charset.", "", &make<Charset>},
      {"extra_headers", "Answers have header fields that nobody asked for.", "", &make<ExtraHeaders>},
  }};
  return kRows;
}

}  // namespace confab::mock
