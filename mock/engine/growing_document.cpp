#include "engine/growing_document.hpp"

namespace confab::mock {

Bytes GrowingDocument::render(const std::vector<Entry>& log, const DocumentForm& form) {
  std::string text(text_ ? std::string_view(*text_).substr(0, items_end_) : form.opening);
  for (; entries_ < log.size(); ++entries_) {
    const std::string item = form.item(log[entries_]);
    if (item.empty()) continue;
    if (has_items_) text += ',';
    text += item;
    has_items_ = true;
  }
  items_end_ = text.size();
  text += form.closing();
  text_ = std::make_shared<const std::string>(std::move(text));
  fresh_ = true;
  return text_;
}

}  // namespace confab::mock
