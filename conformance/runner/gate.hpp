// Lets in as many as there is room for.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <utility>

namespace confab::conformance {

/// Places are handed out in the order they were asked for, so that who needs many is not passed by for ever. Safe to use
/// from several threads at once; nobody may ask again before he has given back.
class Gate {
 public:
  /// Gives back when destroyed.
  class Pass {
   public:
    Pass(Gate& gate, std::size_t places) : gate_(&gate), places_(places) {}
    Pass(Pass&& other) noexcept : gate_(std::exchange(other.gate_, nullptr)), places_(other.places_) {}
    Pass(const Pass&) = delete;
    Pass& operator=(const Pass&) = delete;
    ~Pass();

   private:
    Gate* gate_;
    std::size_t places_;
  };

  /// 0: room for everybody.
  explicit Gate(std::size_t places) : all_(places), free_(places) {}

  /// Waits for so many places, at most for all there are.
  [[nodiscard]] Pass enter(std::size_t places);

 private:
  void leave(std::size_t places);

  const std::size_t all_;
  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::size_t free_;
  std::uint64_t last_ticket_ = 0, served_ = 0;
};

}  // namespace confab::conformance
