// A deliberate breach of the contract, or (a variation) a difference the contract does not mind, on one exchange.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "faults/edited_request.hpp"
#include "faults/parameters.hpp"
#include "model/vendor.hpp"
#include "routing/reply.hpp"

namespace confab::mock {

/// What an answer answers. `vendor` is shared for streams, which may outlive the request.
struct Asked {
  std::shared_ptr<const spec::Vendor> vendor;
  const spec::Operation* operation = nullptr;  // nullptr: none of the contract's

  /// nullptr: the operation answers without one.
  [[nodiscard]] const spec::StreamSpec* stream() const { return operation ? vendor->stream(operation->id) : nullptr; }
};

/// Immutable, so that any thread may use it; what has to be remembered of one stream lives in the stream it makes.
class Deviation {
 public:
  virtual ~Deviation() = default;

  /// What the mock understands instead of what was asked.
  virtual void misread(EditedRequest&, const Asked&) const {}
  /// An answer without anything being done; nothing: the mock does what it is asked.
  virtual std::optional<Reply> instead() const { return std::nullopt; }
  /// Whether the mock does it once more before it answers.
  virtual bool repeats() const { return false; }
  /// The answer, once it is there.
  virtual void spoil(Reply&, const Asked&) const {}
};

/// One kind of deviation: its name and what it can be told.
struct DeviationRow {
  std::string_view name, text;
  std::string_view parameters;  // "to, [name]": those in brackets may be left out
  /// Throws UserError for a parameter that is missing or makes no sense.
  std::unique_ptr<Deviation> (*make)(const Parameters& parameters);
};

/// `DeviationRow::make` of a class that is made from its parameters.
template <class Kind>
[[nodiscard]] std::unique_ptr<Deviation> make_deviation(const Parameters& parameters) {
  return std::make_unique<Kind>(parameters);
}

/// The rows of one subject; each list stands in the file of that name.
[[nodiscard]] std::span<const DeviationRow> request_deviations();
[[nodiscard]] std::span<const DeviationRow> head_deviations();
[[nodiscard]] std::span<const DeviationRow> body_deviations();
[[nodiscard]] std::span<const DeviationRow> frame_deviations();
[[nodiscard]] std::span<const DeviationRow> stream_deviations();
/// Harmless differences, that no check may mind.
[[nodiscard]] std::span<const DeviationRow> variations();

}  // namespace confab::mock
