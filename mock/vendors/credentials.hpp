// The keys of a vendor's personas.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "model/vendor.hpp"
#include "routing/call.hpp"

namespace confab::mock {

/// "Bearer KEY" and "KEY" are the same key (RFC 9110, 11.4: the scheme's name has no case).
[[nodiscard]] std::string_view strip_scheme(std::string_view credential, std::string_view scheme);

/// Personas by their key, built once from the vendor, which it borrows. Of several personas with one key the first counts:
/// they are one user who presents the key in different ways.
class Credentials {
 public:
  Credentials(const spec::Vendor& vendor, std::string_view scheme);

  /// nullptr if nobody has this credential. Constant time in the number of personas.
  [[nodiscard]] const Caller* find(std::string_view credential) const;

 private:
  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::string scheme_;
  std::unordered_map<std::string, Caller, TextHash, std::equal_to<>> by_key_;
};

}  // namespace confab::mock
