// A conversation rendered as one JSON text, kept until it changes.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/entry.hpp"

namespace confab::mock {

/// What a vendor's document consists of: `opening`, the items joined by commas, `closing`.
struct DocumentForm {
  std::string_view opening;                       // never changes: {"events":[
  std::function<std::string(const Entry&)> item;  // empty text: this entry is no item
  std::function<std::string()> closing;           // ],"title":"…"}: asked anew after each change
};

/// An entry is rendered once however often the document is read, and an unchanged document is not rendered at all. Guarded
/// by the mutex of the engine that owns it.
class GrowingDocument {
 public:
  /// The text if nothing changed since it was rendered; else nullptr.
  [[nodiscard]] Bytes kept() const { return fresh_ ? text_ : nullptr; }
  [[nodiscard]] Bytes render(const std::vector<Entry>& log, const DocumentForm& form);
  /// Something in it may have changed.
  void touch() { fresh_ = false; }

 private:
  Bytes text_;
  std::size_t items_end_ = 0;  // into *text_: where the closing begins
  std::size_t entries_ = 0;    // of the log, rendered so far
  bool has_items_ = false;
  bool fresh_ = false;
};

}  // namespace confab::mock
