// What an operation creates, so that a run can find it and take it away again (deployment.yaml, `creates`).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/json_text.hpp"

namespace confab::spec {

/// How a created thing is found by somebody whom no answer told its id: a list that shows what was sent.
struct Seek {
  std::string operation;  // lists; it has the path parameters of the creating one at most
  std::string items;      // pointer to the list in its body; empty: the body
  std::string id;         // pointer into an item
  std::string sent;       // pointer into the creating request's body: a text; or "{parameter}" of its path
  std::string shown;      // pointer into an item: the same text
  std::string created;    // pointer into an item: an RFC 3339 moment; empty: lists show none
  source::Json query = source::Json::object();  // of the first page
  std::string next, next_query, more;           // the next page: the token's pointer, its query parameter, a flag's pointer
};

struct Creation {
  std::string operation;  // creates
  std::string id;         // pointer into its body or, if it streams, into a frame's payload
  std::string unless;     // pointer into the request's body: where something stands there, nothing new comes of it
  std::string remove;     // the operation that deletes it; empty: the contract has none
  std::string as;         // its path parameter that takes the id
  std::string kept;       // why nothing deletes it; empty if something does
  std::optional<Seek> seek = {};
};

/// In the order they were written. A contract that creates nothing has none.
using Creations = std::vector<Creation>;

/// nullptr if that operation creates nothing; borrowed from `creations`.
[[nodiscard]] const Creation* find_creation(const Creations& creations, std::string_view operation);

}  // namespace confab::spec
