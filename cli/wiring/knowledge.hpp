// Contracts and scenarios: those inside the binary, or those of a folder the user names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loader/scenario.hpp"
#include "model/creation.hpp"
#include "model/vendor.hpp"
#include "source/document_set.hpp"

namespace confab::cli {

/// Empty: what the build put into the binary.
struct Folders {
  std::string spec;
  std::string scenarios;
};

/// Everything throws UserError when a folder or a file in it is wrong. What lies on disk is checked in full; what is
/// embedded was checked by the build.
class Knowledge {
 public:
  explicit Knowledge(Folders folders);

  /// spec::contract_labels: "pipeshub", "pipeshub.served".
  [[nodiscard]] std::vector<std::string> labels() const;
  /// A label that is none throws, with the nearest one.
  [[nodiscard]] spec::Vendor vendor(std::string_view label) const;
  /// The label a user means by a vendor and --contract (empty: the default one).
  [[nodiscard]] std::string label(const std::string& vendor, const std::string& contract) const;
  /// The labels a user means: every contract of "all", or one of one vendor.
  [[nodiscard]] std::vector<std::string> expand(const std::string& vendor_or_all, const std::string& contract) const;
  /// What the operations of that contract create.
  [[nodiscard]] spec::Creations creations(const spec::Vendor& vendor) const;
  [[nodiscard]] std::vector<scenarios::Scenario> scenarios(const spec::Vendor& vendor) const;

 private:
  Folders folders_;
  source::DocumentSet spec_;
  source::DocumentSet scenarios_;
};

/// Throws UserError with the nearest word unless `given` is one of `known`. `kind` is what it should have been: "vendor".
void require_word(std::string_view kind, std::string_view given, const std::vector<std::string>& known);

}  // namespace confab::cli
