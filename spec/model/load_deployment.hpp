// deployment.yaml: title, base URL, credentials, features, personas (docs/spec-data.md).
#pragma once

#include "model/vendor.hpp"
#include "source/document.hpp"

namespace confab::spec {

/// Fills the parts of `vendor` that the file holds. Throws UserError.
void read_deployment(const source::Document& document, Vendor& vendor);

/// Two personas with one credential could not be told apart; `default` must exist where credentials do.
void check_deployment(const source::Document& document, const Vendor& vendor);

}  // namespace confab::spec
