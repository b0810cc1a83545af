// What the runner does and expects (docs/scenarios.md, "Steps"). Values may hold $references; the runner resolves them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "loader/script.hpp"

namespace confab::scenarios {

/// What one expectation asserts; what is absent is not asserted. Matchers are kept as they were written.
struct Expectation {
  std::vector<int> status;  // any of these; empty: not asserted
  std::optional<std::string> media_type;
  source::Json headers;  // object of matchers, or null
  std::optional<source::Json> body;
  std::optional<source::Json> text;    // matcher on the assembled text of a stream
  std::optional<source::Json> frames;  // list of names, or {"$exactly": [...]}
  std::optional<bool> closed;
  bool incremental = false;
  source::Json statuses;            // parallel only: {"202": 1}; null: not asserted
  std::vector<std::string> proves;  // empty: the step's own; if that is empty too, this is a prerequisite
  source::Place place;
};

/// Where a saved value comes from: a JSON pointer into the body or payload, or a response header.
struct Save {
  std::string name, pointer, header;
};

/// One request. For `request` steps `operation` is empty and `method` and `target` are given.
struct Exchange {
  std::string operation;
  std::string method, target;
  source::Json path = source::Json::object();
  source::Json query = source::Json::object();
  source::Json headers = source::Json::object();
  std::optional<source::Json> body;
  std::optional<std::string> raw_body;
  std::optional<std::string> content_type;
  std::vector<Save> save;
};

struct CallStep {
  Exchange exchange;
};
/// Reads until the `count`-th frame named `frame`, the first terminal frame, or the end of the body.
struct Until {
  enum class Kind { terminal, frame, end } kind = Kind::terminal;
  std::string frame;
  int count = 1;
};
struct StreamStep {
  Exchange exchange;
  std::string as;
  Until until;
  bool background = false;
};
struct AwaitStep {
  std::string stream;
  Until until;
  source::Json match;  // matcher on the payload of the frame, or null
  std::vector<Save> save;
};
struct ReplayStep {
  std::string stream;
  std::optional<std::vector<int>> cuts;  // none: after every frame
};
struct CloseStep {
  std::string stream;
};
struct PollStep {
  Exchange exchange;
};
struct CompareStep {
  std::string stream;
  std::string with;  // "stored", "text", or another stream's name
};
struct Step;
struct ParallelStep {
  std::vector<Step> steps;
  int times = 1;
};

struct Step {
  std::string name;
  std::string persona = "default";
  std::vector<std::string> proves;
  std::vector<std::string> needs;
  std::string only_while;               // a stream's name; empty: always
  std::optional<Expectation> too_late;  // with only_while: what is answered once that stream's run is over
  Duration within{30'000};
  std::vector<Expectation> expect;
  std::variant<CallStep, StreamStep, AwaitStep, ReplayStep, CloseStep, PollStep, CompareStep, ParallelStep> action;
  source::Place place;

  /// "call", "request", "stream", …: the key that names the step in YAML.
  [[nodiscard]] std::string kind() const;
};

}  // namespace confab::scenarios
