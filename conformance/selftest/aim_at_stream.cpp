// Frames and their delivery.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "selftest/aims.hpp"
#include "selftest/deviant_story.hpp"
#include "selftest/json_places.hpp"
#include "selftest/recast_stream.hpp"
#include "selftest/recorded_frames.hpp"

namespace confab::conformance {
namespace {

using source::Json;
using Aims = std::vector<std::string>;

constexpr std::size_t kMostFrames = 12;
constexpr std::size_t kMostPlacesOfFrame = 24;

/// The names that occur in the record, "terminal" last.
std::vector<std::string> names_in(const spec::StreamSpec& spec, const Held& held) {
  std::vector<std::string> names = frame_names(spec, held.exchange.response_body);
  names.emplace_back("terminal");
  return names;
}

/// Every place of every frame below `at`, changed in each way.
void change_payloads(const spec::StreamSpec& spec, const Held& held, const std::string& at,
                     std::initializer_list<std::string_view> actions, Aims& aims) {
  const auto frames = frames_in(spec, held.exchange.response_body);
  for (std::size_t i = 0; i < std::min(frames.size(), kMostFrames); ++i) {
    each_place(frames[i].payload, kMostPlacesOfFrame, [&](const std::string& pointer, const Json&) {
      if (!pointer.starts_with(at)) return;
      for (const std::string_view action : actions)
        aims.push_back(fmt::format("frame_payload:nth={},do={},at={}", i + 1, action, deviation_value(pointer)));
    });
  }
}

/// Of each name all, the first, the second and the third; then whatever stands at the beginning.
void each_frame(const spec::StreamSpec& spec, const Held& held, std::initializer_list<std::string_view> deviations,
                Aims& aims) {
  for (const std::string& name : names_in(spec, held)) {
    for (const std::string_view deviation : deviations) {
      for (const int nth : {1, 0, 2, 3})
        aims.push_back(fmt::format("{}:frame={},nth={}", deviation, deviation_value(name), nth));
    }
  }
  for (const int nth : {1, 2, 3}) {
    for (const std::string_view deviation : deviations) aims.push_back(fmt::format("{}:nth={}", deviation, nth));
  }
}

void break_framing(const spec::StreamSpec&, const Held&, Aims& aims) {
  aims.insert(aims.end(), {"frame_broken", "frame_torn", "frame_empty", "stream_cut:nth=2", "stream_cut"});
}

void break_names(const spec::StreamSpec& spec, const Held& held, Aims& aims) {
  each_frame(spec, held, {"frame_renamed"}, aims);
  change_payloads(spec, held, "", {"rename"}, aims);
  aims.push_back("frame_added:payload={}");
}

void break_repetition(const spec::StreamSpec& spec, const Held& held, Aims& aims) {
  const std::string& at = held.check == "stream.id_repeated" ? spec.id.repeated_in : spec.name_repeated_in;
  aims.push_back(fmt::format("frame_payload:nth=1,do=other,at={}", deviation_value(at)));
  aims.push_back(fmt::format("frame_payload:nth=0,do=drop,at={}", deviation_value(at)));
}

void break_payload(const spec::StreamSpec& spec, const Held& held, Aims& aims) {
  change_payloads(spec, held, "", {"wrong_type", "drop", "extra"}, aims);
}

void break_data(const spec::StreamSpec& spec, const Held& held, Aims& aims) {
  change_payloads(spec, held, spec.data_at, {"wrong_type", "drop", "extra"}, aims);
}

void break_ids(const spec::StreamSpec&, const Held&, Aims& aims) {
  aims.insert(aims.end(), {"frame_swapped:nth=2", "frame_id:nth=3,to=0", "stray_id:to=999999", "frame_id:nth=2,to=confab"});
}

/// Static streams: other runs of the same operation, and this one with a frame out of place.
void tell_another_run(const spec::StreamSpec& spec, const Held& held, Aims& aims) {
  add_answers_of_same_status(held, aims);
  for (const std::string& stream : recast_streams(spec, held.exchange.response_body))
    aims.push_back(pretend(held.exchange, stream));
  std::erase(aims, "");
}

void break_order(const spec::StreamSpec& spec, const Held& held, Aims& aims) {
  if (held.check.starts_with("stream.order.")) tell_another_run(spec, held, aims);
  // First what breaks the order before a story has seen what it waits for: afterwards it may be gone.
  for (const std::string& name : names_in(spec, held)) {
    for (const auto& [to, schema] : spec.frames) {
      if (to == name || name == "terminal") continue;
      for (const int nth : {2, 1})
        aims.push_back(fmt::format("frame_foretold:frame={},nth={},to={}", deviation_value(name), nth, deviation_value(to)));
    }
  }
  each_frame(spec, held, {"frame_echoed", "frame_dropped", "frame_doubled", "frame_swapped", "frame_late"}, aims);
  for (const auto& [to, schema] : spec.frames) {
    for (const std::string& name : names_in(spec, held))
      aims.push_back(fmt::format("frame_renamed:frame={},to={}", deviation_value(name), deviation_value(to)));
  }
}

void break_end(const spec::StreamSpec& spec, const Held& held, Aims& aims) {
  aims.insert(aims.end(), {"frame_dropped:frame=terminal", "frame_doubled:frame=terminal", "stream_ended:frame=terminal",
                           "stream_never_ends", "frame_late:nth=1"});
  each_frame(spec, held, {"frame_dropped", "frame_late"}, aims);
}

/// The frame that a step waits for, whichever it is of its name.
void change_awaited(const spec::StreamSpec& spec, const Held& held, Aims& aims) {
  const auto* await = std::get_if<scenarios::AwaitStep>(&held.asserted_by.action);
  if (await == nullptr || await->until.frame.empty()) return;
  for (const RecordedFrame& frame : frames_in(spec, held.exchange.response_body)) {
    if (frame.name != await->until.frame) continue;
    each_place(frame.payload, kMostPlacesOfFrame, [&](const std::string& pointer, const Json& value) {
      if (!value.is_structured())
        aims.push_back(fmt::format("frame_payload:frame={},nth=0,do=other,at={}", deviation_value(frame.name),
                                   deviation_value(pointer)));
    });
    return;
  }
}

void break_expected(const spec::StreamSpec& spec, const Held& held, Aims& aims) {
  change_awaited(spec, held, aims);
  tell_another_run(spec, held, aims);
  each_frame(spec, held, {"frame_dropped", "frame_renamed", "frame_doubled", "frame_swapped", "frame_late"}, aims);
  aims.insert(aims.end(), {"stream_ended:nth=1", "stream_ended:nth=2"});
  change_payloads(spec, held, "", {"other", "drop"}, aims);
}

/// Whatever an expectation names is said: also what must not be.
void say_unwanted(const Json& matcher, const spec::StreamSpec& spec, Aims& aims) {
  if (matcher.is_string()) {
    for (const std::string_view at : split_pointers(spec.text->delta))
      aims.push_back(fmt::format("frame_payload:frame={},do=set,at={},value={}", deviation_value(spec.text->frame),
                                 deviation_value(at), deviation_value(matcher.dump())));
  }
  if (!matcher.is_structured()) return;
  for (const auto& [key, inner] : matcher.items()) say_unwanted(inner, spec, aims);
}

void break_text(const spec::StreamSpec& spec, const Held& held, Aims& aims) {
  if (spec.text) {
    for (const std::string_view at : split_pointers(spec.text->delta))
      aims.push_back(
          fmt::format("frame_payload:frame={},do=other,at={}", deviation_value(spec.text->frame), deviation_value(at)));
    for (const std::string_view at : split_pointers(spec.text->delta))
      aims.push_back(fmt::format("frame_payload:frame={},nth=0,do=empty,at={}", deviation_value(spec.text->frame),
                                 deviation_value(at)));
    aims.push_back(fmt::format("frame_dropped:frame={}", deviation_value(spec.text->frame)));
    aims.push_back(fmt::format("frame_dropped:frame={},nth=0", deviation_value(spec.text->frame)));
  }
  change_payloads(spec, held, "", {"other"}, aims);
  for (const scenarios::Expectation& expectation : held.asserted_by.expect) {
    if (expectation.text && spec.text) say_unwanted(*expectation.text, spec, aims);
  }
}

void break_replay(const spec::StreamSpec& spec, const Held&, Aims& aims) {
  if (!spec.replay) return;
  const std::string name = deviation_value(spec.replay->query);
  for (const std::string_view deviation :
       {"query_ignored:name={0}", "query_shifted:name={0},by=1", "query_shifted:name={0},by=-1",
        "query_set:name={0},to=999999", "frame_dropped:query={0}", "frame_doubled:query={0}"})
    aims.push_back(fmt::format(fmt::runtime(deviation), name));
}

void break_delivery(const spec::StreamSpec&, const Held&, Aims& aims) {
  aims.push_back("stream_at_once");
}
void break_sizing(const spec::StreamSpec&, const Held&, Aims& aims) {
  aims.push_back("stream_sized");
}
void break_closing(const spec::StreamSpec&, const Held&, Aims& aims) {
  aims.insert(aims.end(), {"stream_never_ends", "stream_ended:nth=1", "socket_deaf:close=1001", "socket_deaf"});
}
void break_hearing(const spec::StreamSpec&, const Held&, Aims& aims) {
  aims.push_back("socket_deaf");
}

struct Row {
  std::string_view check;  // or what it begins with
  void (*aim)(const spec::StreamSpec&, const Held&, Aims&);
};

constexpr std::array<Row, 20> kRows = {{{"stream.framing", break_framing},
                                        {"stream.names", break_names},
                                        {"stream.name_repeated", break_repetition},
                                        {"stream.id_repeated", break_repetition},
                                        {"stream.payload", break_payload},
                                        {"stream.data", break_data},
                                        {"stream.ids", break_ids},
                                        {"stream.order.", break_order},
                                        {"stream.terminal", break_end},
                                        {"stream.unsized", break_sizing},
                                        {"stream.incremental", break_delivery},
                                        {"stream.replay", break_replay},
                                        {"stream.stored", break_payload},
                                        {"stream.text", break_text},
                                        {"stored.order", break_order},
                                        {"expect.frames", break_expected},
                                        {"expect.text", break_text},
                                        {"expect.closed", break_closing},
                                        {"expect.close", break_closing},
                                        {"expect.pong", break_hearing}}};

}  // namespace

void aim_at_stream(const Held& held, Aims& aims) {
  const spec::StreamSpec* spec = held.vendor.stream(held.exchange.operation);
  if (spec == nullptr) return;
  for (const Row& row : kRows) {
    if (held.check == row.check || (row.check.ends_with('.') && held.check.starts_with(row.check)))
      row.aim(*spec, held, aims);
  }
}

}  // namespace confab::conformance
