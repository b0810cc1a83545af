// What one attempt to move bytes over a socket that never blocks came to.
#pragma once

#include <cstddef>
#include <string>

namespace confab::conformance {

enum class IoState {
  moved,       // `bytes` of them, at least one
  want_read,   // try again when the socket is readable
  want_write,  // try again when it is writable
  end,         // the peer has closed its side; only from reading
  failed,      // `why` says how the connection broke
};

struct Io {
  IoState state = IoState::failed;
  std::size_t bytes = 0;
  std::string why;
};

/// What errno says, for people.
[[nodiscard]] std::string describe_errno(int error);

}  // namespace confab::conformance
