#include "wiring/knowledge.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "embedded/embedded.hpp"
#include "loader/load_scenarios.hpp"
#include "model/load_creations.hpp"
#include "model/load_vendor.hpp"
#include "source/nearest_word.hpp"
#include "source/user_error.hpp"

namespace confab::cli {

Knowledge::Knowledge(Folders folders)
    : folders_(std::move(folders)),
      spec_(folders_.spec.empty() ? embedded::spec_documents() : source::DocumentSet::from_directory(folders_.spec)),
      scenarios_(folders_.scenarios.empty() ? embedded::scenario_documents()
                                            : source::DocumentSet::from_directory(folders_.scenarios)) {
  if (!folders_.spec.empty() && labels().empty())
    throw source::UserError({folders_.spec}, "there is no vendor in this folder", "It must hold vendors/VENDOR/*.yaml.");
}

std::vector<std::string> Knowledge::labels() const {
  return spec::contract_labels(spec_);
}

spec::Vendor Knowledge::vendor(std::string_view label) const {
  require_word("vendor", label, labels());
  return folders_.spec.empty() ? spec::load_trusted_vendor(spec_, label) : spec::load_vendor(spec_, label);
}

std::string Knowledge::label(const std::string& vendor, const std::string& contract) const {
  const std::vector<std::string> known = labels();
  require_word("vendor", vendor, known);
  if (contract.empty()) return vendor;
  const std::string prefix = vendor.substr(0, vendor.find('.')) + ".";
  std::vector<std::string> contracts;
  for (const std::string& one : known) {
    if (one.starts_with(prefix)) contracts.push_back(one.substr(prefix.size()));
  }
  if (contracts.empty())
    throw source::UserError({}, fmt::format("{} has no further contract", vendor), "Leave --contract out.");
  require_word("contract of " + vendor, contract, contracts);
  return prefix + contract;
}

std::vector<std::string> Knowledge::expand(const std::string& vendor_or_all, const std::string& contract) const {
  std::vector<std::string> known = labels();
  if (vendor_or_all == "all") {
    if (contract.empty()) return known;
    throw source::UserError({}, "--contract chooses among the contracts of one vendor", "Name that vendor.");
  }
  known.emplace_back("all");
  require_word("vendor", vendor_or_all, known);
  return {label(vendor_or_all, contract)};
}

spec::Creations Knowledge::creations(const spec::Vendor& vendor) const {
  return spec::load_creations(spec_, vendor);
}

std::vector<scenarios::Scenario> Knowledge::scenarios(const spec::Vendor& vendor) const {
  // A folder of one's own need not prove every clause; each file is checked all the same.
  return scenarios::load_trusted_scenarios(scenarios_, vendor);
}

void require_word(std::string_view kind, std::string_view given, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), given) != known.end()) return;
  throw source::UserError({}, fmt::format("there is no {} \"{}\"", kind, given), source::suggest(given, known));
}

}  // namespace confab::cli
