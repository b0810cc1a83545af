// Takes known credentials out of text.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace confab::spec {

/// In the place of a credential.
inline constexpr std::string_view kRedacted = "[redacted]";

/// Finds credentials as they are, as part of themselves (secrets_in), coded (secret_forms), and each of these in any mix of
/// Spellings. Once filled it is safe to share between threads.
class SecretValues {
 public:
  void add(std::string_view credential);

  /// Every occurrence becomes kRedacted; of overlapping ones the first, and there the longest. Nearly all of one counts as
  /// one; less of its beginning does where "…" says that the rest was left out.
  [[nodiscard]] std::string redact(std::string_view text) const { return redact(text, false); }
  /// The same for a text that was cut off: what it ends in may be the beginning of a credential.
  [[nodiscard]] std::string redact_cut(std::string_view text) const { return redact(text, true); }

 private:
  [[nodiscard]] std::string redact(std::string_view text, bool cut) const;
  [[nodiscard]] std::size_t length_at(std::string_view text, bool cut) const;

  std::array<std::vector<std::string>, 256> forms_;  // by first byte, without repetition
};

}  // namespace confab::spec
