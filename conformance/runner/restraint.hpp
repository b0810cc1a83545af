// What a deployment does not allow a suite to do: stories that would need it are not played.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "client/deployment.hpp"
#include "loader/scenario.hpp"
#include "model/vendor.hpp"

namespace confab::conformance {

/// How many connections a story uses at the same time: with fewer than `least` it could not be played, more than `most` are
/// of no use to it.
struct Connections {
  std::size_t least = 1, most = 1;
};
[[nodiscard]] Connections connections_of(const scenarios::Scenario& scenario);

/// The most requests that a story sends at the same moment.
[[nodiscard]] std::size_t requests_at_once(const scenarios::Scenario& scenario);

/// GET and HEAD, unless the contract says otherwise with `x-read-only` at the operation (docs/spec-data.md).
[[nodiscard]] bool is_read_only(const spec::Vendor& vendor, const spec::Operation& operation);

/// The first step that may change something at the deployment, for people; empty if there is none.
[[nodiscard]] std::string what_changes(const scenarios::Scenario& scenario, const spec::Vendor& vendor);

/// Why the deployment's limits, or that only reading is allowed, keep a story from being played; empty: they do not.
[[nodiscard]] std::string why_restrained(const scenarios::Scenario& scenario, const spec::Vendor& vendor,
                                         const Deployment& deployment);

/// With the deployment's stream_timeout instead of the scenarios' own patience. Shorter times than two seconds stay: they
/// are for what should not come.
void apply_patience(std::vector<scenarios::Scenario>& scenarios, const Limits& limits);

}  // namespace confab::conformance
