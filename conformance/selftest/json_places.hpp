// Where a JSON document can be changed.
#pragma once

#include <functional>
#include <string>

#include "source/json_text.hpp"

namespace confab::conformance {

/// Calls `visit` with the pointer and the value of every place, outer ones first, at most `most` of them; of an array only
/// the first two items and the last one.
void each_place(const source::Json& document, std::size_t most,
                const std::function<void(const std::string& pointer, const source::Json& value)>& visit);

}  // namespace confab::conformance
