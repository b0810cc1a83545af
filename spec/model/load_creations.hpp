// deployment.yaml, `creates` (docs/spec-data.md).
#pragma once

#include "model/creation.hpp"
#include "model/vendor.hpp"
#include "source/document.hpp"
#include "source/document_set.hpp"

namespace confab::spec {

/// Throws UserError for what cannot be read, an unknown operation or path parameter, a thing that is neither deleted nor
/// kept.
[[nodiscard]] Creations read_creations(const source::Document& deployment, const Vendor& vendor);

/// Of the contract `vendor` was loaded from.
[[nodiscard]] Creations load_creations(const source::DocumentSet& documents, const Vendor& vendor);

}  // namespace confab::spec
