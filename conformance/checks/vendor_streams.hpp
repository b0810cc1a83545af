// For the tests: every stream of every contract in spec/vendors.
#pragma once

#include <string>
#include <vector>

#include "model/schema_set.hpp"
#include "model/stream_spec.hpp"

namespace confab::conformance {

struct VendorStream {
  std::string label;  // "pipeshub.served streamAgentMessage"
  const spec::StreamSpec* spec = nullptr;
  const spec::SchemaSet* schemas = nullptr;
};

/// Loaded once; lives as long as the program.
[[nodiscard]] const std::vector<VendorStream>& vendor_streams();

}  // namespace confab::conformance
