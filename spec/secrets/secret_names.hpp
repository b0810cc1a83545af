// What is a credential, by the name it travels under: the one table for the mock's journal and the runner's reports.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "model/vendor.hpp"

namespace confab::spec {

enum class Secrecy {
  harmless,  // known to carry none: its value may be shown
  unsaid,    // nobody knows
  secret,    // carries a credential, or something that lets one act as a user
};

/// Of a header, a parameter of a query or a form, or a member of a JSON object. Case and `-`, `_` and `.` make no
/// difference.
[[nodiscard]] Secrecy secrecy_of(std::string_view name);

/// The table, and what vendors call theirs: the header of their credentials, the parameters of their personas.
class SecretNames {
 public:
  SecretNames() = default;  // the table alone
  explicit SecretNames(const Vendor& vendor) { add(vendor); }

  void add(const Vendor& vendor);
  [[nodiscard]] bool secret(std::string_view name) const;
  /// Neither secret nor unsaid.
  [[nodiscard]] bool harmless(std::string_view name) const;

 private:
  std::set<std::string, std::less<>> vendors_;  // plain
};

}  // namespace confab::spec
