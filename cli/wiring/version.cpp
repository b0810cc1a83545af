#include "wiring/version.hpp"

namespace confab::cli {

std::string version() {
  return CONFAB_VERSION;
}

}  // namespace confab::cli
