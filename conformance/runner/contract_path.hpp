// From a path on the wire back to the operation and its parameters, and the other way.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "model/vendor.hpp"

namespace confab::conformance {

using PathParameters = std::map<std::string, std::string, std::less<>>;  // decoded

/// An operation called below `mount`, one of the vendor's.
struct ContractPath {
  const spec::Operation* operation = nullptr;
  std::string mount;  // as it was sent; empty: the base URL itself
  PathParameters parameters;
};

/// What `path` (no query) fills into a template such as "/v2/conversations/{id}". Nothing if it does not fit, or if a value
/// could mean something else to a server than one plain segment: empty, ".", "..", with a slash, a backslash or a control
/// character once it is decoded.
[[nodiscard]] std::optional<PathParameters> match_path(std::string_view path_template, std::string_view path);

/// The path with every parameter percent-encoded as one segment. All must be given.
[[nodiscard]] std::string fill_path(std::string_view path_template, const PathParameters& parameters);

/// The operation that a request calls; nothing if it calls none. Literal segments go before parameters.
[[nodiscard]] std::optional<ContractPath> find_operation(const spec::Vendor& vendor, std::string_view method,
                                                         std::string_view path);

/// A target without its query.
[[nodiscard]] std::string_view path_of(std::string_view target);

}  // namespace confab::conformance
