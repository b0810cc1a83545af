// How a credential is sent.
#pragma once

#include <string>
#include <string_view>

#include "model/vendor.hpp"

namespace confab::spec {

struct Presented {
  bool in_query = false;  // else a header
  std::string name;       // of the parameter or the header; empty: the vendor knows no credentials
  std::string value;
};

/// What deployment.yaml says of that persona, or else of its vendor. A persona nobody knows sends it as the vendor says.
[[nodiscard]] Presented present(const Vendor& vendor, std::string_view persona, std::string_view credential);

}  // namespace confab::spec
