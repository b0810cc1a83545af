// Ids that repeat when the seed does.
#pragma once

#include <cstdint>
#include <string>

namespace confab::mock {

/// The same seed gives the same ids. Not thread-safe: each sequence has one owner, and `branch` gives a part of the state a
/// sequence of its own, so that what happens elsewhere does not change its ids.
class IdSequence {
 public:
  /// How a vendor's ids look, made of `uuid` or `hex`.
  using Form = std::string (*)(IdSequence&);

  /// `form` nullptr: UUIDs.
  explicit IdSequence(std::uint64_t seed, Form form = nullptr) : state_(seed), form_(form) {}
  /// Nobody's seed: other ids in every process.
  [[nodiscard]] static IdSequence unpredictable(Form form = nullptr);

  /// In the vendor's form.
  [[nodiscard]] std::string id() { return form_ ? form_(*this) : uuid(); }

  /// Version 4 in shape (RFC 9562, 5.4), lower case.
  [[nodiscard]] std::string uuid();
  /// `digits` lower-case hexadecimal digits.
  [[nodiscard]] std::string hex(int digits);
  [[nodiscard]] IdSequence branch() { return IdSequence(next(), form_); }

 private:
  std::uint64_t next();
  std::uint64_t state_;
  Form form_;
};

}  // namespace confab::mock
