// A request that owns its bytes, so that it can be misunderstood on purpose.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "routing/request.hpp"

namespace confab::mock {

class EditedRequest {
 public:
  explicit EditedRequest(const Request& request);

  /// Borrows from this object, until it is changed.
  [[nodiscard]] Request view();

  void drop_header(std::string_view name);
  /// In place of every header of that name.
  void set_header(std::string_view name, std::string value);
  /// Every parameter of that name; `name` and what is kept stay as they were sent.
  void drop_query(std::string_view name);
  void set_query(std::string_view name, std::string_view encoded_value);
  [[nodiscard]] std::string query_value(std::string_view name) const;

 private:
  std::string method_, path_, query_, body_;
  std::vector<std::pair<std::string, std::string>> headers_;
  std::vector<Field> fields_;
};

}  // namespace confab::mock
