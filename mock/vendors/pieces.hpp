// Pieces OS. Facts: spec-notes pieces; what only we assumed is marked in spec/vendors/pieces/clauses.yaml.
#pragma once

#include <memory>

#include "engine/engine.hpp"
#include "model/vendor.hpp"
#include "vendors/vendor_mock.hpp"

namespace confab::mock {

/// Throws UserError if the vendor has an operation this file does not know.
[[nodiscard]] std::unique_ptr<VendorMock> make_pieces(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler);

}  // namespace confab::mock
