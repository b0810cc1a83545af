#include "client/io.hpp"

#include <system_error>

namespace confab::conformance {

std::string describe_errno(int error) {
  return error == 0 ? "the connection broke" : std::generic_category().message(error);
}

}  // namespace confab::conformance
