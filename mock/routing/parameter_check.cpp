#include "routing/parameter_check.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "routing/spelt_scalar.hpp"
#include "routing/uuid.hpp"

namespace confab::mock {

namespace {

// Nil, versions 1, 4 and 7, and max: a schema that asks for one version refuses one of them.
constexpr std::array<std::string_view, 5> kUuids = {
    "00000000-0000-0000-0000-000000000000", "c232ab00-9414-11ec-b3c8-9f68deced846", "919108f7-52d1-4320-9bac-f847db4148a8",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f", "ffffffff-ffff-ffff-ffff-ffffffffffff"};

}  // namespace

ParameterCheck::ParameterCheck(const spec::Parameter& parameter, std::shared_ptr<const spec::SchemaSet> schemas)
    : parameter_(parameter), schemas_(std::move(schemas)) {
  takes_any_uuid_ = std::all_of(kUuids.begin(), kUuids.end(), [this](auto uuid) { return schema_accepts(uuid); });
}

bool ParameterCheck::accepts(std::string_view text) const {
  if (takes_any_uuid_ && is_canonical_uuid(text)) return true;
  if (schema_accepts(text)) return true;
  const source::Json spelt = spelt_scalar(text);
  if (!spelt.is_null() && schema_accepts(spelt)) return true;
  return schema_accepts(source::Json::array({text})) || (!spelt.is_null() && schema_accepts(source::Json::array({spelt})));
}

bool ParameterCheck::schema_accepts(const source::Json& value) const {
  return parameter_.schema.empty() || schemas_->check(parameter_.schema, value).empty();
}

}  // namespace confab::mock
