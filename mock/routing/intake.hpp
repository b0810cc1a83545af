// From a request to a call: everything an OpenAPI document can say about it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "model/vendor.hpp"
#include "routing/body_check.hpp"
#include "routing/call.hpp"
#include "routing/parameter_check.hpp"
#include "routing/refusal.hpp"
#include "routing/router.hpp"

namespace confab::mock {

/// Who sent this, or why nobody may; see Refused::unauthorized and Refused::expired.
using Authenticate = std::function<tl::expected<Caller, Refusal>(const Request&)>;

/// Built once per vendor, which it borrows; immutable after that.
class Intake {
 public:
  struct Rules {
    BodyRules body;
    QueryRules query;
    std::vector<std::string> mounts = {""};  // paths that the operations' paths begin with; {} stands for any segment
    bool either_slash = false;
  };
  Intake(const spec::Vendor& vendor, Rules rules, Authenticate authenticate);

  /// The operation meant by method and path. `path` is without the vendor's prefix. Of several mounts a longer one is tried
  /// first.
  [[nodiscard]] tl::expected<Route, Refusal> route(const Request& request, std::string_view path) const;
  /// In this order: the credential, path parameters, query parameters. The call has no body yet.
  [[nodiscard]] tl::expected<Call, Refusal> admit(const Request& request, const Route& route) const;
  /// Reads the request's body into the call, or says what is wrong with it (body_check.hpp).
  [[nodiscard]] std::optional<Refusal> read_body(Call& call) const;

 private:
  struct Checks {
    std::vector<ParameterCheck> path;  // in the template's order
    std::vector<ParameterCheck> query;
  };
  const spec::Vendor& vendor_;
  Rules rules_;
  Authenticate authenticate_;
  std::vector<PathTemplate> mounts_;
  Router router_;
  std::vector<Checks> checks_;  // by operation
};

}  // namespace confab::mock
