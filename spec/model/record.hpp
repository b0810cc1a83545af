// One mapping of a document a person wrote, read key by key; every complaint names the place and the remedy.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/document.hpp"

namespace confab::spec {

/// The keys of the mapping at `pointer` in the order they were written.
[[nodiscard]] std::vector<std::string> keys_as_written(const source::Document& document, std::string_view pointer);

/// `pointer` with one more token, escaped.
[[nodiscard]] std::string below(std::string_view pointer, std::string_view token);
[[nodiscard]] std::string below(std::string_view pointer, std::size_t index);

/// Borrows the document. Every function throws UserError when the document holds something else than asked for.
class Record {
 public:
  Record(const source::Document& document, std::string pointer);

  /// Refuses every key that is not listed, with the nearest one that is.
  void only(std::initializer_list<std::string_view> known) const;

  [[nodiscard]] bool has(std::string_view key) const { return value_->contains(key); }
  [[nodiscard]] std::string pointer(std::string_view key) const { return below(pointer_, key); }
  [[nodiscard]] const std::string& pointer() const { return pointer_; }
  [[nodiscard]] const source::Document& document() const { return *document_; }

  /// Text that must be there and not be empty.
  [[nodiscard]] std::string text(std::string_view key) const;
  /// Text that may be missing or empty.
  [[nodiscard]] std::string text_or(std::string_view key, std::string_view otherwise) const;
  [[nodiscard]] bool flag_or(std::string_view key, bool otherwise) const;
  /// A JSON pointer (RFC 6901); empty when missing.
  [[nodiscard]] std::string json_pointer_or_empty(std::string_view key) const;
  /// "#/components/…" as a pointer into the OpenAPI document; empty when missing.
  [[nodiscard]] std::string schema_ref_or_empty(std::string_view key) const;
  /// Texts, none of them empty; an empty list when missing.
  [[nodiscard]] std::vector<std::string> texts_or_none(std::string_view key) const;

  /// The value at `key`; must be there.
  [[nodiscard]] const source::Json& value(std::string_view key) const;
  [[nodiscard]] Record record(std::string_view key) const;
  [[nodiscard]] std::optional<Record> record_if_any(std::string_view key) const;
  /// Every key as it was written; read the members with the functions above.
  [[nodiscard]] std::vector<std::string> keys() const { return keys_as_written(*document_, pointer_); }

  /// An error about the value at `key`.
  [[nodiscard]] source::UserError error(std::string_view key, std::string what, std::string remedy = {}) const;

 private:
  [[nodiscard]] std::string checked_text(std::string_view key, const source::Json& value, const std::string& at) const;

  const source::Document* document_;
  std::string pointer_;
  const source::Json* value_;
};

/// The value of a record's text as one word of a closed list.
template <typename Value>
[[nodiscard]] std::optional<Value> word_in(std::initializer_list<std::pair<std::string_view, Value>> words,
                                           std::string_view given) {
  for (const auto& [word, value] : words) {
    if (word == given) return value;
  }
  return std::nullopt;
}

}  // namespace confab::spec
