// Single frames that are missing, repeated, out of place or wrong.
#include <array>
#include <functional>
#include <optional>

#include "faults/deviation.hpp"
#include "faults/edited_stream.hpp"
#include "faults/json_edit.hpp"
#include "faults/picked_frame.hpp"

namespace confab::mock {
namespace {

using Frames = std::vector<WireFrame>;

/// Does something to picked frames and lets all others pass. `Change` is called as change(frame, spec, out).
template <class Change>
class ChangedFrames final : public FrameEdit {
 public:
  ChangedFrames(const PickedFrame& pick, const spec::StreamSpec& spec, Change change)
      : pick_(pick), spec_(spec), change_(std::move(change)) {}
  void on_frame(WireFrame frame, Frames& out) override {
    if (!pick_.next(frame, spec_)) return out.push_back(std::move(frame));
    change_(std::move(frame), spec_, out);
  }

 private:
  PickedFrame pick_;
  const spec::StreamSpec& spec_;
  Change change_;
};

using Change = std::function<void(WireFrame, const spec::StreamSpec&, Frames&)>;

class FrameDeviation final : public Deviation {
 public:
  FrameDeviation(PickedFrame pick, Change change) : pick_(std::move(pick)), change_(std::move(change)) {}
  void spoil(Reply& reply, const Asked& asked) const override {
    edit_stream(reply, asked, [this](const spec::StreamSpec& spec) {
      return std::make_unique<ChangedFrames<Change>>(pick_, spec, change_);
    });
  }

 private:
  PickedFrame pick_;
  Change change_;
};

std::unique_ptr<Deviation> changing(const Parameters& parameters, Change change) {
  return std::make_unique<FrameDeviation>(PickedFrame(parameters), std::move(change));
}

void drop(WireFrame, const spec::StreamSpec&, Frames&) {}

void repeat(WireFrame frame, const spec::StreamSpec&, Frames& out) {
  out.insert(out.end(), 2, std::move(frame));
}

void break_json(WireFrame frame, const spec::StreamSpec&, Frames& out) {
  frame.data.resize(frame.data.size() / 2);
  out.push_back(std::move(frame));
}

void empty_data(WireFrame frame, const spec::StreamSpec& spec, Frames& out) {
  frame.data.clear();
  if (spec.framing != spec::Framing::sse) frame.raw = "\"\"\n";
  out.push_back(std::move(frame));
}

/// Content that was not escaped: a line break inside the data (rule 15 of stream-cases, and R13).
void tear(WireFrame frame, const spec::StreamSpec& spec, Frames& out) {
  const std::string whole = frame.render(spec);
  const std::size_t middle = whole.size() - frame.data.size() / 2 - 2;
  frame.raw = whole.substr(0, middle) + "\n" + whole.substr(middle);
  out.push_back(std::move(frame));
}

/// Whatever is missing on the way there is made; nothing where something else stands in the way.
void put(source::Json& payload, const std::string& pointer, const source::Json& value) {
  try {
    payload[source::Json::json_pointer(pointer)] = value;
  } catch (const source::Json::exception&) {
    return;
  }
}

/// The name at every place where the vendor puts it, or what makes the payload one of that name.
void rename(WireFrame& frame, const spec::StreamSpec& spec, const std::string& to) {
  auto payload = source::parse_json(frame.data);
  for (const std::string& at : {spec.name_field, spec.name_repeated_in}) {
    if (!payload || !at.starts_with('/')) continue;
    if (auto* place = const_cast<source::Json*>(source::find(*payload, at))) *place = to;
  }
  for (const spec::NameRule& rule : spec.name_otherwise) {
    if (payload && rule.is == to && !rule.has.empty()) put(*payload, rule.has, rule.equals.value_or("confab"));
  }
  if (payload) frame.data = source::render_json(*payload);
  frame.says_event = true;
  frame.name = to;
}

std::unique_ptr<Deviation> make_renamed(const Parameters& parameters) {
  return changing(parameters,
                  [to = parameters.text("to", "CONFAB")](WireFrame frame, const spec::StreamSpec& spec, Frames& out) {
                    rename(frame, spec, to);
                    out.push_back(std::move(frame));
                  });
}

std::unique_ptr<Deviation> make_foretold(const Parameters& parameters) {
  return changing(parameters, [to = parameters.text("to")](WireFrame frame, const spec::StreamSpec& spec, Frames& out) {
    WireFrame early = frame;
    rename(early, spec, to);
    out.push_back(std::move(early));
    out.push_back(std::move(frame));
  });
}

/// The id at every place where the vendor puts it.
std::unique_ptr<Deviation> make_wrong_id(const Parameters& parameters) {
  return changing(parameters, [to = parameters.text("to")](WireFrame frame, const spec::StreamSpec& spec, Frames& out) {
    frame.id = to;
    auto payload = source::parse_json(frame.data);
    const auto number = source::parse_json(to);
    if (auto* place = payload && !spec.id.repeated_in.empty()
                          ? const_cast<source::Json*>(source::find(*payload, spec.id.repeated_in))
                          : nullptr) {
      *place = number ? *number : source::Json(to);
      frame.data = source::render_json(*payload);
    }
    out.push_back(std::move(frame));
  });
}

std::unique_ptr<Deviation> make_payload(const Parameters& parameters) {
  return changing(parameters, [edit = JsonEdit(parameters)](WireFrame frame, const spec::StreamSpec&, Frames& out) {
    auto payload = source::parse_json(frame.data);
    if (payload && edit.apply(*payload)) frame.data = source::render_json(*payload);
    out.push_back(std::move(frame));
  });
}

/// R3: what is no event still moves the cursor of whoever reads.
std::unique_ptr<Deviation> make_stray_id(const Parameters& parameters) {
  return changing(parameters, [to = parameters.text("to")](WireFrame frame, const spec::StreamSpec&, Frames& out) {
    out.push_back(std::move(frame));
    out.emplace_back().raw = "id: " + to + "\n: keep-alive\n\n";
  });
}

std::unique_ptr<Deviation> make_added(const Parameters& parameters) {
  const source::Json payload = parameters.json("payload");
  return changing(parameters,
                  [payload, event = parameters.text("event", "")](WireFrame frame, const spec::StreamSpec&, Frames& out) {
                    WireFrame added;
                    added.name = event;
                    added.says_event = !event.empty();
                    added.id = frame.id;
                    added.data = source::render_json(payload);
                    out.push_back(std::move(frame));
                    out.push_back(std::move(added));
                  });
}

template <void (*change)(WireFrame, const spec::StreamSpec&, Frames&)>
std::unique_ptr<Deviation> make(const Parameters& parameters) {
  return changing(parameters, change);
}

}  // namespace

std::span<const DeviationRow> frame_deviations() {
  static constexpr std::array<DeviationRow, 11> kRows = {{
      {"frame_dropped", "A frame is missing.", "[frame] [nth]", &make<&drop>},
      {"frame_doubled", "A frame comes twice.", "[frame] [nth]", &make<&repeat>},
      {"frame_renamed", "A frame has another name.", "[frame] [nth] [to]", &make_renamed},
      {"frame_foretold", "Before a frame comes the same one under another name.", "[frame] [nth] to", &make_foretold},
      {"frame_id", "A frame has another id.", "[frame] [nth] to", &make_wrong_id},
      {"frame_payload", "The JSON of a frame is changed; do= as for body.", "[frame] [nth] do [at] [value]", &make_payload},
      {"frame_broken", "The data of a frame is no JSON.", "[frame] [nth]", &make<&break_json>},
      {"frame_empty", "A frame has no data.", "[frame] [nth]", &make<&empty_data>},
      {"frame_torn", "A line break in the content breaks the framing.", "[frame] [nth]", &make<&tear>},
      {"frame_added", "A frame that nobody asked for follows.", "[frame] [nth] payload [event]", &make_added},
      {"stray_id", "A keep-alive carries an id, which readers take for the place to resume at.", "[frame] [nth] to",
       &make_stray_id},
  }};
  return kRows;
}

}  // namespace confab::mock
