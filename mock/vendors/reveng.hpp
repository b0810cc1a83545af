// RevEng.AI. Facts: spec-notes reveng; what only we assumed is marked in spec/vendors/reveng/clauses.yaml.
#pragma once

#include <memory>

#include "engine/engine.hpp"
#include "model/vendor.hpp"
#include "vendors/vendor_mock.hpp"

namespace confab::mock {

/// Throws UserError if the vendor has an operation this file does not know.
[[nodiscard]] std::unique_ptr<VendorMock> make_reveng(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler);

}  // namespace confab::mock
