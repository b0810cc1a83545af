// For the tests: values that match a schema, so that only what a test breaks is broken.
#pragma once

#include <random>
#include <string_view>

#include "model/stream_spec.hpp"
#include "source/json_text.hpp"

namespace confab::conformance {

/// A value of the schema at `pointer` of an OpenAPI document: what is required, and some of what is not. Knows the keywords
/// that the vendors' models use.
[[nodiscard]] source::Json sample_value(const source::Json& document, std::string_view pointer, std::mt19937& random);

/// A payload that a frame of that name may carry.
[[nodiscard]] source::Json sample_payload(const spec::StreamSpec& spec, const source::Json& document,
                                          const std::string& name, std::mt19937& random);

}  // namespace confab::conformance
