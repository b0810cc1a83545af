// A vendor small enough to keep in mind, for tests and fuzzing: a few operations, three streams, four clauses.
#pragma once

#include "model/vendor.hpp"

namespace confab::scenarios::toy {

inline spec::StreamSpec stream() {
  spec::StreamSpec stream;
  stream.operation = "watch";
  stream.media_type = "text/event-stream";
  stream.name_field = "event";
  stream.frames = {{"BEGIN", ""}, {"TEXT", ""}, {"DONE", ""}, {"FAILED", ""}};
  stream.terminals = {"DONE", "FAILED"};
  stream.text = spec::TextFrames{"", "TEXT", "", "/id", "/delta"};
  stream.replay = spec::Replay{"after", true};
  stream.stored = spec::StoredForm{};
  return stream;
}

inline spec::Clause clause(std::string id, std::vector<std::string> proved_by, std::string excluded = {}) {
  spec::Clause clause;
  clause.id = std::move(id);
  clause.proved_by = std::move(proved_by);
  clause.excluded = std::move(excluded);
  clause.place = {"clauses.yaml", 1, 3};
  return clause;
}

/// `get` (path id, query limit, header x-trace), `post` (a body), `watch` and `tail` (streams; tail cannot be replayed and
/// stores nothing), `feed` (a WebSocket without a terminal frame).
inline spec::Vendor vendor() {
  spec::Vendor vendor;
  vendor.name = "toy";
  vendor.operations = {
      {"get", "GET", "/things/{id}", "", {{"id", "path", true, ""}, {"limit", "query", false, ""}}, {}, {}},
      {"post", "POST", "/things", "", {}, {}, {}},
      {"watch", "GET", "/things/{id}/events", "", {{"id", "path", true, ""}, {"after", "query", false, ""}}, {}, {}},
      {"tail", "GET", "/tail", "", {}, {}, {}},
      {"feed", "GET", "/feed", "", {}, {}, {}},
  };
  vendor.streams.emplace("watch", stream());
  spec::StreamSpec tail = stream();
  tail.operation = "tail";
  tail.replay.reset();
  tail.stored.reset();
  vendor.streams.emplace("tail", tail);
  spec::StreamSpec feed = tail;
  feed.operation = "feed";
  feed.framing = spec::Framing::websocket;
  feed.terminals.clear();
  vendor.streams.emplace("feed", feed);
  vendor.clauses = {clause("toy.post.works", {"toy/a"}), clause("toy.watch.replay", {"toy/a", "stream.ids"}),
                    clause("toy.watch.other", {"status"}), clause("toy.post.unseen", {}, "nobody can see it")};
  vendor.features = {{"replay", "", {}}, {"slow", "", {}}};
  vendor.personas = {{"default", "", ""}, {"broke", "", ""}};
  vendor.variables = {{"team", "", ""}};
  return vendor;
}

}  // namespace confab::scenarios::toy
