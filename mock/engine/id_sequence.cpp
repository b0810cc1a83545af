#include "engine/id_sequence.hpp"

#include <fmt/format.h>

#include <random>

namespace confab::mock {

IdSequence IdSequence::unpredictable(Form form) {
  std::random_device device;
  return IdSequence((static_cast<std::uint64_t>(device()) << 32U) | device(), form);
}

// SplitMix64 (Steele, Lea, Flood 2014): a counter whose every value is scrambled, so neighbours look unrelated.
std::uint64_t IdSequence::next() {
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
  return mixed ^ (mixed >> 31U);
}

std::string IdSequence::uuid() {
  const std::uint64_t high = next();
  const std::uint64_t low = next();
  return fmt::format("{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}", high >> 32U, (high >> 16U) & 0xFFFFU, high & 0xFFFU,
                     0x8000U | ((low >> 48U) & 0x3FFFU), low & 0xFFFFFFFFFFFFU);
}

std::string IdSequence::hex(int digits) {
  std::string text;
  while (static_cast<int>(text.size()) < digits) text += fmt::format("{:016x}", next());
  text.resize(static_cast<std::size_t>(digits));
  return text;
}

}  // namespace confab::mock
