// Who uses a Waldur: the vendor's personas as users, and their sessions.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/clock.hpp"
#include "engine/id_sequence.hpp"
#include "model/vendor.hpp"

namespace confab::mock::waldur {

struct Person {
  std::string user;  // UUID, the same in every process
  std::string username, first_name, last_name, email;
  bool reads_all = false;  // staff and support

  [[nodiscard]] std::string full_name() const { return first_name + " " + last_name; }
};

/// By owner, which is a persona's position among its vendor's.
[[nodiscard]] std::vector<Person> people_of(const spec::Vendor& vendor);

struct ChatSession {
  int owner = 0;
  std::string id;
  Time created{};
};

/// Thread-safe, with a mutex, a clock and ids of its own: each user has one session, made on first use.
class Sessions {
 public:
  explicit Sessions(std::optional<std::uint64_t> seed);

  [[nodiscard]] ChatSession current(int owner);
  /// The newest first.
  [[nodiscard]] std::vector<ChatSession> all() const;
  void reset();

 private:
  void restart();  // under the mutex

  const std::optional<std::uint64_t> seed_;
  mutable std::mutex mutex_;
  std::unique_ptr<Clock> clock_;
  IdSequence ids_{0};
  std::vector<ChatSession> made_;  // in order
};

/// An id as the server prints it: 32 lower-case hexadecimal digits. Nothing if the text is no UUID; hyphens may stand where
/// RFC 9562 has them, or nowhere.
[[nodiscard]] std::optional<std::string> plain_uuid(std::string_view text);

}  // namespace confab::mock::waldur
