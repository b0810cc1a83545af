// Deviations that ought to break one judgement: what could be wrong with the exchange it was made on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loader/step.hpp"
#include "model/vendor.hpp"
#include "result/result.hpp"
#include "selftest/elsewhere.hpp"

namespace confab::conformance {

/// A judgement that held, and what it was made on. Borrows everything.
struct Held {
  const spec::Vendor& vendor;
  const std::string& check;            // "expect.body"
  const reports::Exchange& exchange;   // as it was recorded
  const scenarios::Step& asserted_by;  // the step whose expectations made the judgement
  const scenarios::Step& asked_by;     // the step that made the exchange; often the same
  const Elsewhere& elsewhere;
};

/// In the order in which they are worth trying: the likely and the narrow ones first. Texts for `Confab-Deviate`.
[[nodiscard]] std::vector<std::string> aims_at(const Held& held);

/// What the whole mock may be told, for requests that it refuses before it reads their header.
[[nodiscard]] std::vector<std::string> aims_at_all(const reports::Exchange& exchange);

/// A whole answer that is pretended, without anything being done; empty if it does not fit into a header.
[[nodiscard]] std::string pretend(const reports::Exchange& recorded, std::string_view body);

/// An answer as it was recorded, without anything being done; empty if it does not fit into a header.
[[nodiscard]] std::string answer_instead(const reports::Exchange& recorded);

/// What the same operation answered elsewhere with the same status: right by the contract, only not here.
void add_answers_of_same_status(const Held& held, std::vector<std::string>& aims);

/// The same for an earlier exchange of the story, on whose effect the judgement may rest.
[[nodiscard]] std::vector<std::string> aims_before(const spec::Vendor& vendor, const reports::Exchange& earlier);

// The families, each in the file of that name.
void aim_at_head(const Held& held, std::vector<std::string>& aims);
void aim_at_body(const Held& held, std::vector<std::string>& aims);
void aim_at_stream(const Held& held, std::vector<std::string>& aims);
void aim_at_request(const Held& held, std::vector<std::string>& aims);

}  // namespace confab::conformance
