#include "commands/frames.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checks/recording.hpp"
#include "client/render_frame.hpp"
#include "client/sse_decoder.hpp"
#include "formats/paint.hpp"
#include "formats/printable.hpp"
#include "source/user_error.hpp"
#include "wiring/files.hpp"
#include "wiring/terminal.hpp"

namespace confab::cli {
namespace {

// A recording is held in memory as a whole; no run is near this.
constexpr std::size_t kLargestRecording = 256 * 1024 * 1024;

source::UserError usage(std::string what) {
  return {
      {},
      std::move(what),
      "confab frames VENDOR OPERATION [FILE], or confab frames --framing sse [FILE]; without FILE it reads standard input."};
}

std::string human(const std::string& name, const std::string& id, const std::string& data) {
  const std::string label = id.empty() ? name : name + " #" + id;
  return reports::terminal_text(fmt::format("{:<34} {}\n", label, data));
}

std::string line_of(const conformance::SseEvent& event, bool json) {
  return json ? conformance::render_frame_json(event) + "\n" : human(event.event, event.id, event.data);
}

int decode_sse(const std::string& file, bool json) {
  conformance::SseDecoder decoder;
  read_slices(file, [&](std::string_view bytes) {
    std::vector<conformance::SseEvent> events;
    decoder.feed(bytes, events);
    std::string text;
    for (const conformance::SseEvent& event : events) text += line_of(event, json);
    if (!text.empty()) print(text);
  });
  if (json) print(conformance::render_end_json(decoder) + "\n");
  if (decoder.fault() == conformance::SseFault::none) return 0;
  print(fmt::format("not decoded to the end: {}\n", conformance::to_string(decoder.fault())), stderr);
  return 1;
}

/// Other framings are shown in the same three words.
conformance::SseEvent shown(const conformance::Frame& frame) {
  if (frame.event) return *frame.event;
  return {.event = frame.name, .data = frame.data, .id = frame.id, .has_id = frame.has_id};
}

/// The clauses this check proves for the operation, with what kind of knowledge they are.
std::string clauses_text(const spec::Vendor& vendor, const std::string& operation, const std::string& check) {
  std::string text;
  for (const spec::Clause& clause : vendor.clauses) {
    const bool concerns = clause.operation == operation || clause.operation.empty();
    if (!concerns || std::find(clause.proved_by.begin(), clause.proved_by.end(), check) == clause.proved_by.end()) continue;
    text += fmt::format("  clause    {} ({}, {})\n", clause.id, spec::to_string(clause.level),
                        spec::to_string(clause.provenance));
  }
  return text;
}

std::string finding_text(const conformance::Finding& finding, const spec::Vendor& vendor, const std::string& operation,
                         const reports::Paint& paint) {
  std::string text = fmt::format("{}  {}\n", paint.verdict(reports::Verdict::fail, "FAIL"), finding.check);
  text += clauses_text(vendor, operation, finding.check);
  text += fmt::format("  expected  {}\n  actual    {}\n", finding.expected, finding.actual);
  return reports::terminal_text(text);
}

const spec::StreamSpec& stream_of(const spec::Vendor& vendor, const std::string& operation) {
  std::vector<std::string> streaming;
  for (const auto& [id, stream] : vendor.streams) streaming.push_back(id);
  require_word("streaming operation of " + vendor.name, operation, streaming);
  return *vendor.stream(operation);
}

int judge(const spec::Vendor& vendor, const std::string& operation, const std::string& file, const FramesOptions& options) {
  const spec::StreamSpec& stream = stream_of(vendor, operation);
  const conformance::Recording recording = conformance::decode_recording(stream, read_file(file, kLargestRecording));
  std::string text;
  for (const conformance::Frame& frame : recording.frames) text += line_of(shown(frame), options.json);
  print(text);

  std::FILE* const out = options.json ? stderr : stdout;
  const reports::Paint paint{wants_colour(out, options.no_color)};
  std::string findings;
  int checks = 0, breaches = 0;
  for (const conformance::Finding& finding : conformance::check_recording(stream, *vendor.schemas, recording)) {
    ++checks;
    if (finding.holds) continue;
    ++breaches;
    findings += finding_text(finding, vendor, operation, paint);
  }
  const std::string outcome = breaches ? fmt::format("{} failed", breaches) : "all hold";
  print(fmt::format("{}{} frames, {} checks: {}\n", findings, recording.frames.size(), checks, outcome), out);
  return breaches > 0 ? 1 : 0;
}

}  // namespace

int run_frames(const FramesOptions& options) {
  const std::vector<std::string>& words = options.words;
  if (!options.framing.empty()) {
    require_word("framing", options.framing, {"sse"});
    if (words.size() > 1) throw usage("--framing takes one FILE and no vendor");
    return decode_sse(words.empty() ? "-" : words[0], options.json);
  }
  if (words.size() < 2) throw usage("frames needs a vendor and an operation");
  const Knowledge knowledge(options.folders);
  return judge(knowledge.vendor(knowledge.label(words[0], options.contract)), words[1], words.size() > 2 ? words[2] : "-",
               options);
}

}  // namespace confab::cli
