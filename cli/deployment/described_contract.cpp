#include "deployment/described_contract.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "deployment/read_deployment.hpp"

namespace confab::cli {
namespace {

std::string vendor_of(const std::string& label) {
  return label.substr(0, label.find('.'));
}

std::string label_in(const DeploymentSource& source, const Knowledge& knowledge) {
  const NamedContract named = named_contract(source);
  try {
    return knowledge.label(named.vendor, named.contract);
  } catch (const source::UserError& error) {
    const std::vector<std::string> known = knowledge.labels();
    const bool good_vendor = std::find(known.begin(), known.end(), named.vendor) != known.end();
    throw source.shown(source.document().error(good_vendor ? "/contract" : "/vendor", error.what(), error.remedy()));
  }
}

}  // namespace

std::string described_contract(const DeploymentSource& source, const Knowledge& knowledge, const std::string& vendor,
                               const std::string& contract) {
  const std::string described = label_in(source, knowledge);
  const std::string wanted = knowledge.label(vendor, contract);
  if (vendor_of(wanted) != vendor_of(described))
    throw source.shown(source.document().error(
        "/vendor", fmt::format("this deployment is one of {}, not of {}", vendor_of(described), vendor),
        fmt::format("Run: confab check {} --deployment {}", vendor_of(described), source.document().file())));
  const bool chosen = !contract.empty() || wanted != vendor_of(wanted);
  return chosen ? wanted : described;
}

}  // namespace confab::cli
