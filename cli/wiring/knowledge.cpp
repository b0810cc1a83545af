#include "wiring/knowledge.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "embedded/embedded.hpp"
#include "loader/load_scenarios.hpp"
#include "model/load_vendor.hpp"
#include "source/nearest_word.hpp"
#include "source/user_error.hpp"

namespace confab::cli {

Knowledge::Knowledge(Folders folders)
    : folders_(std::move(folders)),
      spec_(folders_.spec.empty() ? embedded::spec_documents() : source::DocumentSet::from_directory(folders_.spec)),
      scenarios_(folders_.scenarios.empty() ? embedded::scenario_documents()
                                            : source::DocumentSet::from_directory(folders_.scenarios)) {
  if (!folders_.spec.empty() && vendor_names().empty())
    throw source::UserError({folders_.spec}, "there is no vendor in this folder", "It must hold vendors/VENDOR/*.yaml.");
}

std::vector<std::string> Knowledge::vendor_names() const {
  return spec::vendor_names(spec_);
}

spec::Vendor Knowledge::vendor(std::string_view name) const {
  require_word("vendor", name, vendor_names());
  return folders_.spec.empty() ? spec::load_trusted_vendor(spec_, name) : spec::load_vendor(spec_, name);
}

std::vector<std::string> Knowledge::expand(const std::string& vendor_or_all) const {
  std::vector<std::string> names = vendor_names();
  if (vendor_or_all == "all") return names;
  names.emplace_back("all");
  require_word("vendor", vendor_or_all, names);
  return {vendor_or_all};
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
