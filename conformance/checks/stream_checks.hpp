// The built-in checks on the frames of one stream (docs/spec-data.md, "The built-in checks").
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "automaton/stream_order.hpp"
#include "checks/finding.hpp"
#include "client/frame.hpp"
#include "client/http_client.hpp"
#include "model/schema_set.hpp"
#include "model/stream_spec.hpp"

namespace confab::conformance {

/// An id that came without a frame, and so moved the reader's resume point. `before`: the index of the frame after it.
struct StrayId {
  std::size_t before = 0;
  std::string id;
};

/// What is judged; borrows everything.
struct StreamView {
  const spec::StreamSpec& spec;
  const spec::SchemaSet& schemas;
  std::span<const Frame> frames;
  const Headers* head = nullptr;  // nullptr: a recording, which has none
  automaton::Runs runs = automaton::Runs::one;
  bool complete = true;         // false: the reader left, so nothing is missing
  std::string_view fault = {};  // why decoding stopped, if it did
  bool unfinished = false;      // the body ended inside a frame
  std::span<const StrayId> stray = {};
  /// What this reader had seen of the same run on another connection, before it resumed here.
  std::span<const Frame> before = {};
  /// False: it resumed in the middle of what nobody has seen, so that its order cannot be judged.
  bool from_start = true;
};

/// No finding: the check says nothing about this stream. The order checks give one for the run and one for each lane seen.
struct StreamCheck {
  std::string_view id;
  std::vector<Finding> (*judge)(const StreamView&);
};

[[nodiscard]] std::span<const StreamCheck> stream_checks();

/// The findings of every check that applies, in the table's order.
[[nodiscard]] std::vector<Finding> check_stream(const StreamView& stream);

[[nodiscard]] std::vector<Finding> check_framing(const StreamView& stream);
[[nodiscard]] std::vector<Finding> check_names(const StreamView& stream);
[[nodiscard]] std::vector<Finding> check_name_repeated(const StreamView& stream);
[[nodiscard]] std::vector<Finding> check_id_repeated(const StreamView& stream);
[[nodiscard]] std::vector<Finding> check_payload(const StreamView& stream);
[[nodiscard]] std::vector<Finding> check_data(const StreamView& stream);
[[nodiscard]] std::vector<Finding> check_ids(const StreamView& stream);
[[nodiscard]] std::vector<Finding> check_order(const StreamView& stream);
[[nodiscard]] std::vector<Finding> check_unsized(const StreamView& stream);

/// The id a reader would resume after: the frame's own, else the one its payload repeats; empty if there is none.
[[nodiscard]] std::string resume_id(const spec::StreamSpec& spec, const Frame& frame);

}  // namespace confab::conformance
