// The mock inside this process, on a free loopback port.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "control/mock_application.hpp"

namespace confab::cli {

/// Serves from construction to destruction.
class EmbeddedMock {
 public:
  explicit EmbeddedMock(std::vector<mock::ServedVendor> vendors);
  ~EmbeddedMock();
  EmbeddedMock(const EmbeddedMock&) = delete;
  EmbeddedMock& operator=(const EmbeddedMock&) = delete;

  /// Where it serves that contract: "http://127.0.0.1:40001", with "/reveng" when it serves several.
  [[nodiscard]] std::string base_url(const std::string& label) const;
  /// Everything that was created is gone.
  void reset();
  /// On every exchange from now on; empty: no more. Throws UserError.
  void deviate(const std::string& deviation);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace confab::cli
