// The body of a turn: what OpenAPI cannot say about it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "loader/script.hpp"
#include "source/json_text.hpp"
#include "vendors/waldur_listing.hpp"
#include "vendors/waldur_turns.hpp"

namespace confab::mock::waldur {

struct TurnRequest {
  std::string input;  // without the white space around it
  std::optional<std::string> thread;
  Mode mode = Mode::normal;
  std::string edited;  // with Mode::edit only
};

/// `body` keeps the schema. White space around the input does not count for its length, and what must be given depends on
/// what else is.
[[nodiscard]] tl::expected<TurnRequest, Mistakes> parse_turn(const source::Json& body);

/// What the agent does with an input that the guard blocks.
[[nodiscard]] std::shared_ptr<const scenarios::Reaction> refusing(bool has_history);

}  // namespace confab::mock::waldur
