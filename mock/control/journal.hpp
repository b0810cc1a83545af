// The last requests, for people who wonder what their application really sent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "engine/clock.hpp"
#include "routing/request.hpp"
#include "secrets/secret_names.hpp"
#include "source/json_text.hpp"

namespace confab::mock {

inline constexpr std::size_t kJournalRequests = 256;
/// Of one request: head and the beginning of its body.
inline constexpr std::size_t kJournalRequestBytes = 8 * 1024;

/// A ring of requests, bounded in number and bytes; recording is one copy into memory that is there already. Guarded by a
/// mutex of its own. Credentials are taken out when it is read (see shown_request);
/// nothing else reads it.
class Journal {
 public:
  /// `names`: what the vendors call their credentials, besides the table all share.
  explicit Journal(spec::SecretNames names = {}) : names_(std::move(names)), slots_(kJournalRequests) {}

  /// The request's number. Status 0: the answer is not known yet, see settle.
  std::uint64_t record(const Request& request, int status);
  /// The answer to a request that was recorded without one; nothing if it is no longer kept.
  void settle(std::uint64_t number, int status);
  /// One that could not be read: only what is known of its path.
  void record_refused(std::string_view path, int status);
  void clear();

  /// {"recorded": how many there ever were, "requests": [{"number", "time", "method", "path", "query", "headers", "body",
  /// "body_bytes", "status"}, …]}, the oldest first. "status": null while the
  /// answer is not known. "truncated": true where the request was larger than is kept.
  [[nodiscard]] source::Json render() const;

 private:
  struct Slot {
    std::uint64_t number = 0;
    Time time{};
    int status = 0;
    std::string text;                     // method, path, query, "name\nvalue\n" for each header, body, one after the other
    std::size_t parts[4] = {0, 0, 0, 0};  // where method, path, query and headers end in it
    std::size_t body_bytes = 0;           // as sent
    bool truncated = false;
  };
  static void append(Slot& slot, std::string_view text);
  [[nodiscard]] source::Json render(const Slot& slot) const;
  Slot& next_slot(int status);

  const spec::SecretNames names_;
  mutable std::mutex mutex_;
  std::vector<Slot> slots_;
  std::uint64_t recorded_ = 0;
};

}  // namespace confab::mock
