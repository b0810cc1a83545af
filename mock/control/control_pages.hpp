// The control interface: /_confab/health, /_confab/reset, /_confab/journal, /_confab/deviations.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "control/journal.hpp"
#include "faults/deviations.hpp"
#include "routing/reply.hpp"

namespace confab::mock {

inline constexpr std::string_view kControlPrefix = "/_confab/";

/// Immutable; borrows the journal and what is switched on.
class ControlPages {
 public:
  struct About {
    std::string version;
    std::vector<std::string> vendors;
    bool at_root = false;  // the only vendor is served without a prefix
  };
  ControlPages(About about, const Journal& journal, SwitchedOn& deviations, std::function<void()> reset);

  /// The path starts with kControlPrefix. Unknown pages: 404; other methods: 405 with Allow; both as {"error": TEXT}.
  [[nodiscard]] Reply answer(const Request& request) const;

 private:
  struct Page {
    std::string_view path, method;
    Reply (ControlPages::*answer)(const Request&) const;
  };
  static const std::vector<Page>& pages();
  [[nodiscard]] Reply health(const Request&) const;
  [[nodiscard]] Reply reset(const Request&) const;
  [[nodiscard]] Reply journal(const Request&) const;
  [[nodiscard]] Reply deviations(const Request&) const;
  /// The body: a JSON array of what --deviate takes.
  [[nodiscard]] Reply set_deviations(const Request& request) const;
  [[nodiscard]] Reply clear_deviations(const Request&) const;

  About about_;
  const Journal& journal_;
  SwitchedOn& deviations_;
  std::function<void()> reset_;
};

/// {"error": TEXT}: the mock's own answer, where no vendor is concerned.
[[nodiscard]] Reply plain_error(int status, std::string_view text);

}  // namespace confab::mock
