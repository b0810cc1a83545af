// What one expectation of a story says about an answer or a stream, part by part.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "client/frame.hpp"
#include "client/http_client.hpp"
#include "client/socket_codec.hpp"
#include "loader/step.hpp"
#include "model/stream_spec.hpp"
#include "runner/outcome.hpp"
#include "runner/values.hpp"

namespace confab::conformance {

/// status, media_type, headers, body: one outcome for each that the expectation names.
[[nodiscard]] std::vector<Outcome> judge_answer(const scenarios::Expectation& expectation, const HttpResponse& response,
                                                const Values& values);

/// A stream as far as it was read.
struct StreamSeen {
  const spec::StreamSpec& spec;
  std::span<const Frame> frames;
  bool closed = false;                    // the server ended it
  std::optional<SocketClose> close = {};  // of a WebSocket
};

/// frames, text, closed, close. `incremental` needs more than the frames: runner/incremental.hpp.
[[nodiscard]] std::vector<Outcome> judge_seen(const scenarios::Expectation& expectation, const StreamSeen& seen,
                                              const Values& values);

/// Of a `parallel` step: how many answers had each status.
[[nodiscard]] Outcome judge_statuses(const source::Json& expected, const std::map<int, int>& counts, const Values& values);

/// The check ids an expectation will be judged as, where it cannot be; of `answer_checks` those that need only the answer's
/// head and body.
[[nodiscard]] std::vector<std::string> answer_checks(const scenarios::Expectation& expectation);
[[nodiscard]] std::vector<std::string> expected_checks(const scenarios::Expectation& expectation);

/// Statuses that any of the expectations names.
[[nodiscard]] std::vector<int> expected_statuses(std::span<const scenarios::Expectation> expectations);

}  // namespace confab::conformance
