// Frames and their delivery.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "selftest/aims.hpp"
#include "selftest/deviant_story.hpp"
#include "selftest/json_places.hpp"

namespace confab::conformance {
namespace {

using source::Json;
using Aims = std::vector<std::string>;

constexpr std::size_t kMostFrames = 12;
constexpr std::size_t kMostPlaces = 24;

/// The payloads of the recorded frames, in their order; what came back on a socket is marked in the record.
std::vector<Json> payloads_of(const spec::StreamSpec& spec, std::string_view recorded) {
  const std::string_view mark = spec.framing == spec::Framing::sse ? "data: " : spec.framing == spec::Framing::ndjson ? "" : "< ";
  std::vector<Json> payloads;
  while (!recorded.empty() && payloads.size() < kMostFrames) {
    const std::string_view line = recorded.substr(0, recorded.find('\n'));
    if (line.starts_with(mark)) {
      if (auto payload = source::parse_json(line.substr(mark.size()))) payloads.push_back(*std::move(payload));
    }
    recorded.remove_prefix(std::min(line.size() + 1, recorded.size()));
  }
  return payloads;
}

/// Every place of every frame below `at`, changed in each way.
void change_payloads(const spec::StreamSpec& spec, const Held& held, const std::string& at,
                     std::initializer_list<std::string_view> actions, Aims& aims) {
  const auto payloads = payloads_of(spec, held.exchange.response_body);
  for (std::size_t i = 0; i < payloads.size(); ++i) {
    each_place(payloads[i], kMostPlaces, [&](const std::string& pointer, const Json&) {
      if (!pointer.starts_with(at)) return;
      for (const std::string_view action : actions)
        aims.push_back(fmt::format("frame_payload:nth={},do={},at={}", i + 1, action, deviation_value(pointer)));
    });
  }
}

void each_frame(const spec::StreamSpec& spec, std::initializer_list<std::string_view> deviations, Aims& aims) {
  for (const auto& [name, schema] : spec.frames) {
    for (const std::string_view deviation : deviations) aims.push_back(fmt::format("{}:frame={}", deviation, deviation_value(name)));
  }
  for (const int nth : {1, 2, 3}) {
    for (const std::string_view deviation : deviations) aims.push_back(fmt::format("{}:nth={}", deviation, nth));
  }
  for (const std::string_view deviation : deviations) aims.push_back(fmt::format("{}:frame=terminal", deviation));
}

void break_framing(const spec::StreamSpec&, const Held&, Aims& aims) {
  aims.insert(aims.end(), {"frame_broken", "frame_torn", "frame_empty", "stream_cut:nth=2", "stream_cut"});
}

void break_names(const spec::StreamSpec& spec, const Held& held, Aims& aims) {
  each_frame(spec, {"frame_renamed"}, aims);
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

void break_order(const spec::StreamSpec& spec, const Held&, Aims& aims) {
  each_frame(spec, {"frame_dropped", "frame_doubled", "frame_swapped", "frame_late"}, aims);
  aims.push_back("frame_dropped:nth=0");
}

void break_end(const spec::StreamSpec& spec, const Held&, Aims& aims) {
  aims.insert(aims.end(), {"frame_dropped:frame=terminal", "frame_doubled:frame=terminal", "stream_ended:frame=terminal",
                           "stream_never_ends", "frame_late:nth=1"});
  each_frame(spec, {"frame_dropped", "frame_late"}, aims);
}

void break_expected(const spec::StreamSpec& spec, const Held& held, Aims& aims) {
  each_frame(spec, {"frame_dropped", "frame_renamed", "frame_doubled", "frame_swapped", "frame_late"}, aims);
  aims.insert(aims.end(), {"frame_dropped:nth=0", "stream_ended:nth=1", "stream_ended:nth=2"});
  change_payloads(spec, held, "", {"other", "drop"}, aims);
}

void break_text(const spec::StreamSpec& spec, const Held& held, Aims& aims) {
  if (spec.text) {
    aims.push_back(fmt::format("frame_payload:frame={},do=other,at={}", deviation_value(spec.text->frame), deviation_value(spec.text->delta)));
    aims.push_back(fmt::format("frame_dropped:frame={}", deviation_value(spec.text->frame)));
  }
  change_payloads(spec, held, "", {"other"}, aims);
}

void break_replay(const spec::StreamSpec& spec, const Held&, Aims& aims) {
  if (!spec.replay) return;
  const std::string name = deviation_value(spec.replay->query);
  for (const std::string_view deviation : {"query_ignored:name={0}", "query_shifted:name={0},by=1", "query_shifted:name={0},by=-1",
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
  aims.insert(aims.end(), {"stream_never_ends", "stream_ended:nth=1"});
}

struct Row {
  std::string_view check;  // or what it begins with
  void (*aim)(const spec::StreamSpec&, const Held&, Aims&);
};

constexpr std::array<Row, 19> kRows = {{{"stream.framing", break_framing},
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
                                        {"expect.close", break_closing}}};

}  // namespace

void aim_at_stream(const Held& held, Aims& aims) {
  const spec::StreamSpec* spec = held.vendor.stream(held.exchange.operation);
  if (spec == nullptr) return;
  for (const Row& row : kRows) {
    if (held.check == row.check || (row.check.ends_with('.') && held.check.starts_with(row.check))) row.aim(*spec, held, aims);
  }
}

}  // namespace confab::conformance
