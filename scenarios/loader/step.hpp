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
  std::optional<std::string> bytes;    // the body, byte for byte; may hold $references
  std::optional<source::Json> text;    // matcher on the assembled text of a stream
  std::optional<source::Json> frames;  // list of names, or {"$exactly": [...]}
  std::optional<bool> closed;
  std::vector<int> close;  // the code a WebSocket is closed with: any of these; empty: not asserted
  bool incremental = false;
  source::Json statuses;            // parallel only: {"202": 1}; null: not asserted
  std::vector<std::string> proves;  // empty: the step's own; if that is empty too, this is a prerequisite
  source::Place place;
};

/// Where a saved value comes from: a JSON pointer into the body or payload, a response header, or a stream's text.
struct Save {
  std::string name, pointer, header;
  std::string matching = {};  // of a text only what the first group of this regular expression matches; empty: all
  bool text = false;          // the assembled text of the stream
};

/// One part of a multipart/form-data body (RFC 7578).
struct FormPart {
  std::string field;
  std::optional<std::string> filename;
  std::string media_type;  // empty: none is said
  std::string bytes;       // may hold $references
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
  std::vector<FormPart> parts;  // not empty: a multipart/form-data body
  std::vector<Save> save;
};

struct CallStep {
  Exchange exchange;
};
/// Reads until the `count`-th frame named `frame` (empty: any frame), the first terminal frame, or the end of the body.
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
  bool socket = false;  // a WebSocket (RFC 6455), always in the background; its messages are the frames
};
/// Says something on an open WebSocket.
struct SendStep {
  enum class What { text, json, ping, raw };
  std::string stream;
  What what = What::text;
  std::string bytes;  // the message, or the ping's payload; may hold $references. raw: what goes on the wire as it is
  source::Json json;
};
struct AwaitStep {
  std::string stream;
  Until until;
  source::Json match;   // matcher on the payload of the frame, or null
  bool onward = false;  // only what came after the frame that the await before found on that stream
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
/// Follows a list over its pages and judges all items as one array.
struct PagesStep {
  Exchange exchange;
  std::string as;                  // the name under which the array is saved; empty: it is not
  std::string items;               // pointer to a page's items
  bool by_link = false;            // the next page is named by the Link header (RFC 8288)
  std::string token, query, more;  // else by the value at `token`, sent as `query`, while `more` (if any) is true
  std::vector<Step> between;       // played after the first page
  int at_most = 100;
};
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
  std::variant<CallStep, StreamStep, SendStep, AwaitStep, ReplayStep, CloseStep, PollStep, CompareStep, PagesStep,
               ParallelStep>
      action;
  source::Place place;

  /// "call", "request", "stream", …: the key that names the step in YAML.
  [[nodiscard]] std::string kind() const;
};

}  // namespace confab::scenarios
