// PipesHub: conversations with the agents of an organisation, by its documented contract or as its server sends it.
#pragma once

#include <memory>

#include "engine/engine.hpp"
#include "model/vendor.hpp"
#include "vendors/vendor_mock.hpp"

namespace confab::mock {

/// Plays the contract that `vendor.contract` names: none for the documented one, "served" for the server's.
[[nodiscard]] std::unique_ptr<VendorMock> make_pipeshub(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler);

}  // namespace confab::mock
