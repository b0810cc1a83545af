// Correlation ids of requests.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "engine/id_sequence.hpp"

namespace confab::mock {

/// Thread-safe, with a mutex of its own. Apart from the engine's ids, so that a refused request does not change those.
class TraceIds {
 public:
  explicit TraceIds(std::optional<std::uint64_t> seed) : seed_(seed), ids_(first()) {}

  /// 32 lower-case hexadecimal digits, never the same twice.
  [[nodiscard]] std::string next() {
    const std::lock_guard lock(mutex_);
    return ids_.hex(32);
  }
  /// With a seed, starts again.
  void reset() {
    const std::lock_guard lock(mutex_);
    ids_ = first();
  }

 private:
  // Any constant does that keeps this sequence apart from the engine's, which starts at the seed itself.
  [[nodiscard]] IdSequence first() const { return seed_ ? IdSequence(~*seed_).branch() : IdSequence::unpredictable(); }

  const std::optional<std::uint64_t> seed_;
  std::mutex mutex_;
  IdSequence ids_;
};

}  // namespace confab::mock
