#include "model/check_ids.hpp"

#include <array>
#include <set>

#include "model/vendor.hpp"

namespace confab::spec {
namespace {

constexpr std::array<CheckId, 19> kBuiltIn{{
    {"status", "the status is one the operation documents"},
    {"media_type", "the body's media type is documented for that status"},
    {"body_schema", "a body with a status below 400 matches its schema"},
    {"error_envelope", "a body with a status of 400 or above is the documented error model"},
    {"stream.framing", "every frame is well-formed: it has data, and the data is JSON"},
    {"stream.names", "every frame name is one the stream documents"},
    {"stream.name_repeated", "the name in the payload equals the frame's name"},
    {"stream.id_repeated", "the id in the payload equals the frame's id"},
    {"stream.payload", "every payload matches the schema of its frame"},
    {"stream.data", "the inner data of every payload matches its schema"},
    {"stream.ids", "ids increase"},
    {"stream.order.run", "the frames keep the order of the run"},
    {"stream.terminal", "there is one terminal frame, and nothing after it"},
    {"stream.unsized", "a live stream has no Content-Length"},
    {"stored.order", "the events read back keep the order of the run and of the lanes as well"},
    {"stream.replay", "after a reconnect exactly the missed frames come"},
    {"stream.stored", "the events read back equal the streamed ones"},
    {"stream.text", "the assembled text equals the stored text"},
    {"stream.incremental", "frames arrive as they are produced"},
}};

constexpr std::array<CheckId, 11> kExpectations{{
    {"expect.status", "the status is the one the step expects"},
    {"expect.media_type", "the media type is the one the step expects"},
    {"expect.headers", "the headers are the ones the step expects"},
    {"expect.body", "the body matches what the step expects"},
    {"expect.bytes", "the body is the one the step expects, byte for byte"},
    {"expect.frames", "the frames the step expects came, in that order"},
    {"expect.closed", "the server ended the stream"},
    {"expect.close", "the WebSocket was closed with the code the step expects"},
    {"expect.pong", "a ping was answered with the same payload in time"},
    {"expect.text", "the assembled text is the one the step expects"},
    {"expect.statuses", "as many answers had each status as the step expects"},
}};

}  // namespace

std::span<const CheckId> built_in_checks() {
  return kBuiltIn;
}

std::span<const CheckId> expectation_checks() {
  return kExpectations;
}

std::vector<std::string> check_ids(const Vendor& vendor) {
  std::vector<std::string> ids;
  for (const CheckId& check : kBuiltIn) ids.emplace_back(check.id);
  std::set<std::string> lanes;
  for (const auto& [operation, stream] : vendor.streams) {
    for (const Lane& lane : stream.lanes) lanes.insert("stream.order." + lane.name);
  }
  ids.insert(ids.end(), lanes.begin(), lanes.end());
  return ids;
}

}  // namespace confab::spec
