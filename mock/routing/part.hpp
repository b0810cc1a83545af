// One part of a multipart/form-data body.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace confab::mock {

struct Part {
  std::string name;                     // of the form's field
  std::optional<std::string> filename;  // as sent, path and all; nothing: a plain field
  std::string media_type;               // as sent; empty: none was
  std::string_view bytes;               // borrowed from the request
};

}  // namespace confab::mock
