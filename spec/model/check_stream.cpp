#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/load_stream.hpp"
#include "model/record.hpp"
#include "source/nearest_word.hpp"

namespace confab::spec {
namespace {

/// One row of stream.yaml, checked against the vendor it belongs to.
class StreamChecks {
 public:
  StreamChecks(const source::Document& document, const Vendor& vendor, const StreamSpec& stream)
      : document_(document), vendor_(vendor), stream_(stream), at_(below("", stream.operation)) {
    for (const auto& [name, schema] : stream.frames) frames_.push_back(name);
    for (const Operation& operation : vendor.operations) operations_.push_back(operation.id);
  }

  void check_all() const {
    check_operation();
    check_frames();
    check_order();
    check_lanes();
    check_text();
    check_replay();
    check_stored();
  }

 private:
  void check_operation() const {
    const Operation* operation = vendor_.operation(stream_.operation);
    if (operation == nullptr) {
      throw document_.key_error(at_, fmt::format("{} has no operation \"{}\"", vendor_.name, stream_.operation),
                                source::suggest(stream_.operation, operations_));
    }
    if (stream_.framing == Framing::websocket) return;
    const auto declares = [&](const auto& row) { return row.second.content.contains(stream_.media_type); };
    if (std::any_of(operation->responses.begin(), operation->responses.end(), declares)) return;
    throw document_.error(
        at_ + "/media_type",
        fmt::format("no response of \"{}\" has the media type \"{}\"", stream_.operation, stream_.media_type),
        "Name the one that openapi.yaml declares for the stream.");
  }

  void check_frames() const {
    if (frames_.empty()) throw document_.error(at_ + "/frames", "a stream without frames", "List every frame name.");
    for (const auto& [name, schema] : stream_.frames) {
      if (name == "." || name.find_first_of(" \t\r\n()|*+?") != std::string::npos) {
        throw document_.key_error(below(at_ + "/frames", name), fmt::format("\"{}\" cannot be used in an expression", name),
                                  "Frame names hold no spaces, parentheses or operators.");
      }
      check_schema(schema, below(at_ + "/frames", name) + "/schema");
    }
    for (std::size_t i = 0; i < stream_.name_otherwise.size(); ++i)
      check_frame(stream_.name_otherwise[i].is, below(at_ + "/name/otherwise", i) + "/is");
    check_schema(stream_.payload_schema, at_ + "/payload");
    for (const auto& [name, schema] : stream_.data_schemas) {
      const std::string at = below(at_ + "/data/schemas", name);
      if (!stream_.frames.contains(name)) throw unknown_frame(name, at, true);
      check_schema(schema, at);
    }
  }

  void check_order() const {
    check_names(stream_.run, at_ + "/run");
    for (const std::string& name : frames_) {
      if (stream_.run.mentions(name) || stream_.run.mentions(".")) continue;
      throw document_.error(at_ + "/run", fmt::format("frame \"{}\" has no place in the run", name),
                            "Every stream that holds it would be judged wrong: add it to the expression.");
    }
    check_listed(stream_.terminals, at_ + "/terminals", frames_, "a frame");
    check_listed(stream_.cut_by, at_ + "/cut_by", stream_.terminals, "a terminal frame");
  }

  void check_lanes() const {
    std::set<std::string> names;
    for (std::size_t i = 0; i < stream_.lanes.size(); ++i) {
      const Lane& lane = stream_.lanes[i];
      const std::string at = below(at_ + "/lanes", i);
      const bool plain = lane.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
      if (!plain || lane.name == "run" || lane.name == "terminal") {
        throw document_.error(at + "/name", fmt::format("a lane cannot be called \"{}\"", lane.name),
                              "Use lower case letters, digits and \"_\"; \"run\" and \"terminal\" are taken.");
      }
      if (!names.insert(lane.name).second) {
        throw document_.error(at + "/name", fmt::format("lane \"{}\" is there twice", lane.name),
                              "Each lane has a name of its own.");
      }
      if (lane.order.mentions(".")) {
        throw document_.error(at + "/order",
                              fmt::format("\".\" in lane \"{}\" would make every frame belong to it", lane.name),
                              "Name the frames of the lane.");
      }
      check_names(lane.order, at + "/order");
    }
  }

  void check_text() const {
    if (!stream_.text) return;
    check_frame(stream_.text->start, at_ + "/text/start");
    check_frame(stream_.text->frame, at_ + "/text/frame");
    check_frame(stream_.text->end, at_ + "/text/end");
    if (stream_.text->delta.empty()) {
      throw document_.error(at_ + "/text", "\"delta\" is missing", "Add the pointer to the text that a frame appends.");
    }
  }

  void check_replay() const {
    if (!stream_.replay) return;
    std::vector<std::string> queries;
    for (const Parameter& parameter : vendor_.operation(stream_.operation)->parameters) {
      if (parameter.in == "query") queries.push_back(parameter.name);
    }
    check_listed({stream_.replay->query}, at_ + "/replay/query", queries, "a query parameter of the operation");
  }

  void check_stored() const {
    if (!stream_.stored) return;
    const StoredForm& stored = *stream_.stored;
    check_listed({stored.operation}, at_ + "/stored/operation", operations_, "an operation");
    if (stored.name.empty()) {
      throw document_.error(at_ + "/stored", "\"name\" is missing", "Add the pointer to what names an item's frame.");
    }
    std::set<std::string> named;
    for (const auto& [code, name] : stored.names) {
      const std::string at = below(at_ + "/stored/names", code);
      check_frame(name, at);
      if (!named.insert(name).second)
        throw document_.error(at, fmt::format("two codes stand for \"{}\"", name), "Keep one.");
    }
  }

  void check_names(const automaton::Expression& expression, const std::string& at) const {
    for (const std::string& name : expression.names()) check_frame(name, at);
  }

  void check_frame(const std::string& name, const std::string& at) const {
    if (!name.empty() && !stream_.frames.contains(name)) throw unknown_frame(name, at, false);
  }

  source::UserError unknown_frame(const std::string& name, const std::string& at, bool is_key) const {
    std::string what = fmt::format("\"{}\" is no frame of \"{}\"", name, stream_.operation);
    std::string remedy = source::suggest(name, frames_);
    return is_key ? document_.key_error(at, std::move(what), std::move(remedy))
                  : document_.error(at, std::move(what), std::move(remedy));
  }

  void check_listed(const std::vector<std::string>& words, const std::string& at, const std::vector<std::string>& known,
                    std::string_view kind) const {
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (std::find(known.begin(), known.end(), words[i]) != known.end()) continue;
      const std::string entry = below(at, i);
      const bool in_list = source::find(document_.value(), entry) != nullptr;
      throw document_.error(in_list ? entry : at, fmt::format("\"{}\" is not {}", words[i], kind),
                            source::suggest(words[i], known));
    }
  }

  void check_schema(const std::string& schema, const std::string& at) const {
    if (schema.empty()) return;
    const std::string reason = vendor_.schemas->why_unusable(schema);
    if (!reason.empty()) throw document_.error(at, reason, "Correct the reference, or the schema in openapi.yaml.");
  }

  const source::Document& document_;
  const Vendor& vendor_;
  const StreamSpec& stream_;
  std::string at_;
  std::vector<std::string> frames_, operations_;
};

}  // namespace

void check_streams(const source::Document& document, const Vendor& vendor) {
  for (const auto& [operation, stream] : vendor.streams) StreamChecks(document, vendor, stream).check_all();
}

}  // namespace confab::spec
