// The events of a stream as they are read back from where they are stored.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "checks/finding.hpp"
#include "model/stream_spec.hpp"
#include "source/json_text.hpp"

namespace confab::conformance {

/// One stored item that is also streamed.
struct StoredEvent {
  std::string id;     // as text, as it stands in a resume id; empty if the item has none
  std::string name;   // of the frame; empty for a code that stands for none
  source::Json code;  // the name as it is stored
  source::Json data;  // null if the item has none
  std::string time;
};

/// Without the items that are never streamed. Nothing if the body holds no array there (null counts as an empty one).
[[nodiscard]] std::optional<std::vector<StoredEvent>> stored_events(const spec::StoredForm& form, const source::Json& body);

/// As far as the stored form tells: the data where it stands in the streamed payload. Lane keys are pointers into that.
[[nodiscard]] source::Json stored_payload(const spec::StreamSpec& spec, const StoredEvent& event);

/// `stored.order`: the events read back keep the order of the run and of the lanes. The last run may still be going on.
/// Nothing if there are none.
[[nodiscard]] std::optional<Finding> check_stored_order(const spec::StreamSpec& spec, const source::Json& body);

}  // namespace confab::conformance
