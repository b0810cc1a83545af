// Sema4.ai as the mock plays it: conversations of an agent, their messages, files and data frames.
#pragma once

#include <cstdint>
#include <memory>

#include "vendors/vendors.hpp"

namespace confab::mock {

/// A little more than the largest file, so that its refusal is the vendor's.
inline constexpr std::uint64_t kSema4BodyLimit = 9 * 1024 * 1024;

/// See VendorRow::make.
[[nodiscard]] std::unique_ptr<VendorMock> make_sema4(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler);

}  // namespace confab::mock
