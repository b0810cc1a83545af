// The control interface: /_confab/health, /_confab/reset, /_confab/journal.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "control/journal.hpp"
#include "routing/reply.hpp"

namespace confab::mock {

inline constexpr std::string_view kControlPrefix = "/_confab/";

/// Immutable; borrows the journal.
class ControlPages {
 public:
  struct About {
    std::string version;
    std::vector<std::string> vendors;
    bool at_root = false;  // the only vendor is served without a prefix
  };
  ControlPages(About about, const Journal& journal, std::function<void()> reset);

  /// `path` starts with kControlPrefix. Unknown pages: 404; other methods: 405 with Allow; both as {"error": TEXT}.
  [[nodiscard]] Reply answer(std::string_view method, std::string_view path) const;

 private:
  struct Page {
    std::string_view path, method;
    Reply (ControlPages::*answer)() const;
  };
  static const std::vector<Page>& pages();
  [[nodiscard]] Reply health() const;
  [[nodiscard]] Reply reset() const;
  [[nodiscard]] Reply journal() const;

  About about_;
  const Journal& journal_;
  std::function<void()> reset_;
};

/// {"error": TEXT}: the mock's own answer, where no vendor is concerned.
[[nodiscard]] Reply plain_error(int status, std::string_view text);

}  // namespace confab::mock
