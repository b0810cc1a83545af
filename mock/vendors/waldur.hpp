// Waldur's chat. Facts: spec-notes waldur; what only we assumed is marked in spec/vendors/waldur/clauses.yaml.
#pragma once

#include <memory>

#include "engine/engine.hpp"
#include "model/vendor.hpp"
#include "vendors/vendor_mock.hpp"

namespace confab::mock {

/// Throws UserError if the vendor has an operation this file does not know.
[[nodiscard]] std::unique_ptr<VendorMock> make_waldur(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler);

}  // namespace confab::mock
