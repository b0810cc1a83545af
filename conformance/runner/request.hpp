// From what a step says to the request on the wire.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/deployment.hpp"
#include "client/http_client.hpp"
#include "loader/step.hpp"
#include "model/vendor.hpp"
#include "runner/values.hpp"

namespace confab::conformance {

/// A request with every reference filled in, still in parts: a replay sends it again with another query.
struct RequestParts {
  const spec::Operation* operation = nullptr;  // nullptr: outside the contract
  std::string method;
  std::string target;  // template of the operation, or the raw target
  source::Json path = source::Json::object();
  source::Json query = source::Json::object();
  Headers headers;
  std::optional<std::string> body;
  std::string persona = {};
};

/// The persona's own credential, or that of the one it is the same as; nothing if the deployment has none for it.
[[nodiscard]] std::optional<std::string> credential_of(const spec::Vendor& vendor, const Deployment& deployment,
                                                       std::string_view persona);

/// Deployment's headers, then the persona's credential, then the step's own headers; a later one replaces an earlier one of
/// the same name, and null takes it away. Throws Unresolved.
[[nodiscard]] RequestParts fill_request(const spec::Vendor& vendor, const Deployment& deployment, const Values& values,
                                        const scenarios::Exchange& exchange, std::string_view persona);

/// Path values are percent-encoded as one segment each; an array in the query repeats the parameter, null leaves it out.
[[nodiscard]] HttpRequest render_request(const RequestParts& parts);

/// RFC 3986, 2.3: everything but unreserved characters is encoded.
[[nodiscard]] std::string percent_encode(std::string_view text);

}  // namespace confab::conformance
