// One value of a scenario file and its place: asked for as what it ought to be, it is that or an error that points at it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loader/script.hpp"
#include "source/document.hpp"

namespace confab::scenarios {

/// Borrows from the document. Every accessor throws UserError with the value's place when it is not what is asked for.
class Node {
 public:
  explicit Node(const source::Document& document);

  [[nodiscard]] const source::Json& json() const { return *value_; }
  [[nodiscard]] source::Place place() const;

  /// The member of a mapping, if it is there.
  [[nodiscard]] std::optional<Node> member(std::string_view key) const;
  /// The member of a mapping that must be there.
  [[nodiscard]] Node required(std::string_view key) const;
  [[nodiscard]] std::vector<std::pair<std::string, Node>> members() const;
  [[nodiscard]] std::vector<Node> items() const;
  /// A list with at least one item.
  [[nodiscard]] std::vector<Node> some_items() const;
  /// Refuses a value that is no mapping and every key that is not among `known`.
  void expect_keys(std::span<const std::string> known) const;

  [[nodiscard]] std::string text() const;
  /// Text that is not empty.
  [[nodiscard]] std::string some_text() const;
  [[nodiscard]] std::vector<std::string> texts() const;
  [[nodiscard]] bool boolean() const;
  /// The value `true`; anything else is refused.
  void expect_true() const;
  [[nodiscard]] int integer(int least, int most) const;
  [[nodiscard]] Duration duration() const;
  /// An RFC 6901 JSON pointer.
  [[nodiscard]] std::string pointer() const;
  void expect_mapping() const;

  [[noreturn]] void fail(std::string what, std::string remedy = {}) const;
  /// The same about the key under which this value stands.
  [[noreturn]] void fail_key(std::string what, std::string remedy = {}) const;
  /// `kind` "operation" gives: unknown operation "x", with the nearest of `known`.
  [[noreturn]] void fail_unknown(std::string_view kind, std::string_view given, std::span<const std::string> known) const;

 private:
  Node(const source::Document& document, const source::Json& value, std::string path);
  [[nodiscard]] Node child(const source::Json& value, std::string_view token) const;
  [[noreturn]] void fail_type(std::string_view wanted, std::string remedy = {}) const;

  const source::Document* document_;
  const source::Json* value_;
  std::string path_;  // JSON pointer from the document's root
};

/// "a", in quotes and cut to a length that fits a message.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace confab::scenarios
