// Bodies of the type multipart/form-data (RFC 7578).
#pragma once

#include <string>
#include <vector>

#include "loader/step.hpp"

namespace confab::conformance {

/// A boundary that stands in none of the parts.
[[nodiscard]] std::string boundary_for(const std::vector<scenarios::FormPart>& parts);

/// The body. Quotes and line breaks in names are escaped as browsers do (WHATWG HTML, multipart/form-data encoding), other
/// bytes travel as they are.
[[nodiscard]] std::string render_form(const std::vector<scenarios::FormPart>& parts, const std::string& boundary);

}  // namespace confab::conformance
