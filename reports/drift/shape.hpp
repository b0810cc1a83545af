// What the answers of a run looked like: what drift is found by, where no clause speaks.
#pragma once

#include <map>
#include <set>
#include <string>

#include "result/result.hpp"

namespace confab::reports {

/// Of one operation. A field is a status or a frame's name, and a JSON pointer in which array indices are "-" and keys
/// that are identifiers are "*": "200 /data/-/id", "RUN_STARTED /type".
struct Shape {
  std::set<std::string> statuses, fields, frames;
};

/// By vendor and operation: "reveng.get_conversation". Bodies that were cut when they were recorded, or are no JSON, show no
/// fields; frames are those of event streams (WHATWG HTML, 9.2) that carry an event name.
[[nodiscard]] std::map<std::string, Shape> shapes(const RunResult& run);

}  // namespace confab::reports
