#include "faults/edited_stream.hpp"

#include <utility>

namespace confab::mock {
namespace {

class EditedStream final : public FrameSource {
 public:
  EditedStream(std::shared_ptr<FrameSource> inner, const Asked& asked, const MakeFrameEdit& make_edit)
      : inner_(std::move(inner)), vendor_(asked.vendor), spec_(*asked.stream()), edit_(make_edit(spec_)) {}

  Batch take(std::size_t most) override {
    Batch edited;
    for (;;) {
      const Batch batch = inner_->take(most);
      for (const Bytes& bytes : batch.frames) send(*bytes, edited);
      edited.finished = edit_->hung_up() || (batch.finished && end(edited));
      // Nothing in hand means that there was nothing to take: what was swallowed does not count.
      if (edited.finished || batch.finished || batch.frames.empty() || !edited.frames.empty()) return edited;
    }
  }
  void on_ready(std::function<void()> wake) override {
    inner_->on_ready(ended_ ? std::function<void()>() : std::move(wake));
  }

 private:
  void send(std::string_view bytes, Batch& edited) {
    for (WireFrame& frame : split_frames(spec_, bytes)) {
      if (edit_->hung_up()) return;
      edit_->on_frame(std::move(frame), out_);
      flush(edited);
    }
  }
  bool end(Batch& edited) {
    if (!ended_) open_end_ = !edit_->on_end(out_);
    ended_ = true;
    flush(edited);
    return !open_end_;
  }
  void flush(Batch& edited) {
    for (const WireFrame& frame : out_) edited.frames.push_back(std::make_shared<const std::string>(frame.render(spec_)));
    out_.clear();
  }

  std::shared_ptr<FrameSource> inner_;
  std::shared_ptr<const spec::Vendor> vendor_;  // keeps the next one alive
  const spec::StreamSpec& spec_;
  std::unique_ptr<FrameEdit> edit_;
  std::vector<WireFrame> out_;
  bool ended_ = false, open_end_ = false;
};

}  // namespace

void edit_stream(Reply& reply, const Asked& asked, const MakeFrameEdit& make_edit) {
  if (reply.stream && asked.stream())
    reply.stream = std::make_shared<EditedStream>(std::move(reply.stream), asked, make_edit);
}

}  // namespace confab::mock
