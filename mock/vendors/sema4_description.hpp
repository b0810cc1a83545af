// What GET on the base URL answers: the contract in OpenAPI's words.
#pragma once

#include "model/vendor.hpp"
#include "source/json_text.hpp"

namespace confab::mock::sema4 {

/// Operations with their parameters, media types and statuses; the models stay with the vendor.
[[nodiscard]] source::Json self_description(const spec::Vendor& vendor);

}  // namespace confab::mock::sema4
