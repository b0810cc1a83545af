// Streams whose delivery is wrong though each frame is right.
#include <array>
#include <iterator>
#include <utility>

#include "faults/deviation.hpp"
#include "faults/edited_stream.hpp"
#include "faults/picked_frame.hpp"
#include "routing/after.hpp"

namespace confab::mock {
namespace {

using Frames = std::vector<WireFrame>;

/// Sent after the frame that follows it.
class Swapped final : public FrameEdit {
 public:
  Swapped(const PickedFrame& pick, const spec::StreamSpec& spec) : pick_(pick), spec_(spec) {}
  void on_frame(WireFrame frame, Frames& out) override {
    if (pick_.next(frame, spec_)) return held_.push_back(std::move(frame));
    out.push_back(std::move(frame));
    on_end(out);
  }
  bool on_end(Frames& out) override {
    std::move(held_.begin(), held_.end(), std::back_inserter(out));
    held_.clear();
    return true;
  }

 private:
  PickedFrame pick_;
  const spec::StreamSpec& spec_;
  Frames held_;
};

/// Sent when everything else has been, the terminal frame included.
class Late final : public FrameEdit {
 public:
  Late(const PickedFrame& pick, const spec::StreamSpec& spec) : pick_(pick), spec_(spec) {}
  void on_frame(WireFrame frame, Frames& out) override {
    (pick_.next(frame, spec_) ? held_ : out).push_back(std::move(frame));
  }
  bool on_end(Frames& out) override {
    std::move(held_.begin(), held_.end(), std::back_inserter(out));
    return true;
  }

 private:
  PickedFrame pick_;
  const spec::StreamSpec& spec_;
  Frames held_;
};

/// Sent again after every frame that follows it.
class Echoed final : public FrameEdit {
 public:
  Echoed(const PickedFrame& pick, const spec::StreamSpec& spec) : pick_(pick), spec_(spec) {}
  void on_frame(WireFrame frame, Frames& out) override {
    const bool picked = pick_.next(frame, spec_);
    out.push_back(frame);
    out.insert(out.end(), echoed_.begin(), echoed_.end());
    if (picked) echoed_ = {std::move(frame)};
  }

 private:
  PickedFrame pick_;
  const spec::StreamSpec& spec_;
  Frames echoed_;
};

class AtOnce final : public FrameEdit {
 public:
  AtOnce(const PickedFrame&, const spec::StreamSpec&) {}
  void on_frame(WireFrame frame, Frames&) override { held_.push_back(std::move(frame)); }
  bool on_end(Frames& out) override {
    out = std::move(held_);
    return true;
  }

 private:
  Frames held_;
};

class NeverEnds final : public FrameEdit {
 public:
  NeverEnds(const PickedFrame&, const spec::StreamSpec&) {}
  void on_frame(WireFrame frame, Frames& out) override { out.push_back(std::move(frame)); }
  bool on_end(Frames&) override { return false; }
};

/// The connection ends in the middle of a frame.
class Cut final : public FrameEdit {
 public:
  Cut(const PickedFrame& pick, const spec::StreamSpec& spec) : pick_(pick), spec_(spec) {}
  void on_frame(WireFrame frame, Frames& out) override {
    hung_up_ = pick_.next(frame, spec_);
    const std::string whole = frame.render(spec_);
    if (hung_up_) frame.raw = whole.substr(0, whole.size() - frame.data.size() / 2 - 2);
    out.push_back(std::move(frame));
  }
  [[nodiscard]] bool hung_up() const override { return hung_up_; }

 private:
  PickedFrame pick_;
  const spec::StreamSpec& spec_;
  bool hung_up_ = false;
};

/// It ends before a frame, properly.
class EndedEarly final : public FrameEdit {
 public:
  EndedEarly(const PickedFrame& pick, const spec::StreamSpec& spec) : pick_(pick), spec_(spec) {}
  void on_frame(WireFrame frame, Frames& out) override {
    hung_up_ = pick_.next(frame, spec_);
    if (!hung_up_) out.push_back(std::move(frame));
  }
  [[nodiscard]] bool hung_up() const override { return hung_up_; }

 private:
  PickedFrame pick_;
  const spec::StreamSpec& spec_;
  bool hung_up_ = false;
};

template <class Edit>
class StreamDeviation final : public Deviation {
 public:
  explicit StreamDeviation(const Parameters& parameters) : pick_(parameters) {}
  void spoil(Reply& reply, const Asked& asked) const override {
    edit_stream(reply, asked, [this](const spec::StreamSpec& spec) { return std::make_unique<Edit>(pick_, spec); });
  }

 private:
  PickedFrame pick_;
};

/// Passes frames on and keeps them.
class Kept final : public FrameSource {
 public:
  Kept(std::shared_ptr<FrameSource> inner, std::shared_ptr<std::string> text)
      : inner_(std::move(inner)), text_(std::move(text)) {}
  Batch take(std::size_t most) override {
    Batch batch = inner_->take(most);
    for (const Bytes& bytes : batch.frames) *text_ += *bytes;
    return batch;
  }
  void on_ready(std::function<void()> wake) override { inner_->on_ready(std::move(wake)); }

 private:
  std::shared_ptr<FrameSource> inner_;
  std::shared_ptr<std::string> text_;
};

/// The whole stream as one body whose length was announced.
class Sized final : public Deviation {
 public:
  explicit Sized(const Parameters&) {}
  void spoil(Reply& reply, const Asked&) const override {
    if (!reply.stream || reply.websocket) return;
    const auto text = std::make_shared<std::string>();
    Reply whole = reply;
    auto run = std::make_shared<Kept>(std::exchange(reply.stream, nullptr), text);
    whole.stream = nullptr;
    reply = after(std::move(run), [whole, text] {
      Reply sized = whole;
      sized.body = text;
      return sized;
    });
  }
};

}  // namespace

std::span<const DeviationRow> stream_deviations() {
  static constexpr std::array<DeviationRow, 8> kRows = {{
      {"frame_swapped", "A frame comes after the one that follows it.", "[frame] [nth]",
       &make_deviation<StreamDeviation<Swapped>>},
      {"frame_late", "A frame comes after everything else, the terminal frame included.", "[frame] [nth]",
       &make_deviation<StreamDeviation<Late>>},
      {"frame_echoed", "A frame comes again after every one that follows it.", "[frame] [nth]",
       &make_deviation<StreamDeviation<Echoed>>},
      {"stream_at_once", "Nothing comes until everything is there.", "", &make_deviation<StreamDeviation<AtOnce>>},
      {"stream_never_ends", "The stream stays open after its last frame.", "", &make_deviation<StreamDeviation<NeverEnds>>},
      {"stream_cut", "The stream ends in the middle of a frame.", "[frame] [nth]", &make_deviation<StreamDeviation<Cut>>},
      {"stream_ended", "The stream ends before a frame.", "[frame] [nth]", &make_deviation<StreamDeviation<EndedEarly>>},
      {"stream_sized", "The stream is a plain body with a Content-Length.", "", &make_deviation<Sized>},
  }};
  return kRows;
}

}  // namespace confab::mock
