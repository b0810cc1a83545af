// From spec/vendors/<vendor>/*.yaml to a Vendor.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/vendor.hpp"
#include "source/document_set.hpp"

namespace confab::spec {

/// The contracts below "vendors/", sorted: a vendor's folder is its default one, called "pipeshub"; a folder in it is a
/// further one, called "pipeshub.served".
[[nodiscard]] std::vector<std::string> contract_labels(const source::DocumentSet& documents);

/// `label` as above. Throws UserError, with the place, for a clause without proof or reason (or with both), a duplicate or
/// foreign clause id, an unknown operation, a lane over unknown frames, a schema that does not resolve, an unknown key.
/// Whether scenarios named in `proved_by` exist is checked by scenarios::load_scenarios.
[[nodiscard]] Vendor load_vendor(const source::DocumentSet& documents, std::string_view label);

/// The same as load_vendor without checking what the build has checked already: for embedded documents, at start-up.
/// Schemas are compiled only when first used.
[[nodiscard]] Vendor load_trusted_vendor(const source::DocumentSet& documents, std::string_view label);

}  // namespace confab::spec
