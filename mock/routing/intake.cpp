#include "routing/intake.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "source/invariant.hpp"

namespace confab::mock {

namespace {

std::vector<ParameterCheck> path_checks(const spec::Operation& operation, const std::vector<std::string>& names,
                                        const std::shared_ptr<const spec::SchemaSet>& schemas) {
  std::vector<ParameterCheck> checks;
  for (const std::string& name : names) {
    const auto declared = std::find_if(operation.parameters.begin(), operation.parameters.end(),
                                       [&](const spec::Parameter& each) { return each.in == "path" && each.name == name; });
    checks.emplace_back(declared == operation.parameters.end() ? spec::Parameter{name, "path", true, {}} : *declared,
                        schemas);
  }
  return checks;
}

std::vector<ParameterCheck> query_checks(const spec::Operation& operation,
                                         const std::shared_ptr<const spec::SchemaSet>& schemas) {
  std::vector<ParameterCheck> checks;
  for (const spec::Parameter& parameter : operation.parameters) {
    if (parameter.in == "query") checks.emplace_back(parameter, schemas);
  }
  return checks;
}

std::optional<Refusal> check_path(Call& call, const RawPathValues& raw, const std::vector<ParameterCheck>& checks) {
  for (std::size_t index = 0; index < checks.size(); ++index) {
    const std::string& name = checks[index].parameter().name;
    std::optional<std::string> value = percent_decode(raw[index]);
    if (!value)
      return Refusal{Refused::bad_path_parameter, fmt::format("path.{}: malformed percent-encoding", name), name, {}};
    if (!checks[index].accepts(*value)) {
      return Refusal{Refused::bad_path_parameter, fmt::format("path.{}: not a valid value", name), name, {}};
    }
    call.path[index] = std::move(*value);
  }
  return std::nullopt;
}

std::optional<Refusal> check_query(const Call& call, const std::vector<ParameterCheck>& checks, QueryRules rules) {
  for (const ParameterCheck& check : checks) {
    const std::string& name = check.parameter().name;
    bool given = false;
    for (const auto& [key, value] : call.query) {
      if (key != name) continue;
      given = true;
      if (rules.lenient || check.accepts(value)) continue;
      return Refusal{Refused::bad_query_parameter, fmt::format("query.{}: not a valid value", name), name, {}};
    }
    if (given || !check.parameter().required) continue;
    return Refusal{Refused::bad_query_parameter, fmt::format("query.{}: required", name), name, {}};
  }
  return std::nullopt;
}

std::vector<PathTemplate> longest_first(const std::vector<std::string>& mounts) {
  std::vector<PathTemplate> sorted(mounts.begin(), mounts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const PathTemplate& one, const PathTemplate& other) { return one.size() > other.size(); });
  return sorted;
}

}  // namespace

Intake::Intake(const spec::Vendor& vendor, Rules rules, Authenticate authenticate)
    : vendor_(vendor),
      rules_(std::move(rules)),
      authenticate_(std::move(authenticate)),
      mounts_(longest_first(rules_.mounts)),
      router_(vendor.operations, rules_.either_slash) {
  source::invariant(vendor.schemas != nullptr, "a loaded vendor has its schemas");
  for (std::size_t index = 0; index < vendor.operations.size(); ++index) {
    const spec::Operation& operation = vendor.operations[index];
    checks_.push_back(
        {path_checks(operation, router_.parameters(index), vendor.schemas), query_checks(operation, vendor.schemas)});
  }
}

tl::expected<Route, Refusal> Intake::route(const Request& request, std::string_view path) const {
  std::optional<Refusal> refusal;
  for (const PathTemplate& mount : mounts_) {
    std::string_view rest = path;
    RawPathValues ignored;
    if (!mount.leads(rest, ignored)) continue;
    auto route = router_.route(request.method, rest.empty() ? "/" : rest);
    if (route || route.error().what == Refused::method_not_allowed) return route;
    if (!refusal) refusal = std::move(route.error());
  }
  if (!refusal) refusal = Refusal{Refused::unknown_path, "There is nothing here.", {}, {}};
  return tl::unexpected(std::move(*refusal));
}

tl::expected<Call, Refusal> Intake::admit(const Request& request, const Route& route) const {
  const spec::Operation& operation = vendor_.operations[route.operation];
  Call call{.request = request,
            .operation = operation,
            .index = route.operation,
            .caller = {},
            .path = {},
            .query = {},
            .body = {},
            .parts = {}};
  auto caller = authenticate_(request);
  if (!caller) return tl::unexpected(std::move(caller.error()));
  call.caller = *caller;
  if (auto refused = check_path(call, route.values, checks_[route.operation].path))
    return tl::unexpected(std::move(*refused));
  call.query = parse_query(request.query);
  if (auto refused = check_query(call, checks_[route.operation].query, rules_.query))
    return tl::unexpected(std::move(*refused));
  return call;
}

std::optional<Refusal> Intake::read_body(Call& call) const {
  auto body = check_body(call.request, call.operation.request_body, *vendor_.schemas, rules_.body);
  if (!body) return std::move(body.error());
  call.body = std::move(body->json);
  call.parts = std::move(body->parts);
  return std::nullopt;
}

}  // namespace confab::mock
