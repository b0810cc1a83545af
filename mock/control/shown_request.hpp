// A recorded request as people may see it.
#pragma once

#include <string>
#include <string_view>

#include "secrets/secret_names.hpp"
#include "source/json_text.hpp"

namespace confab::mock {

/// Borrows the journal's text.
struct KeptRequest {
  std::string_view method = {}, path = {}, query = {};
  std::string_view headers = {};  // "name\nvalue\n" for each
  std::string_view body = {};
  bool truncated = false;
};

/// {"method", "path", "query", "headers", "body"} without credentials: what stands under a secret name (in a header, the
/// query, a form, a JSON object, a part of a multipart body) is hidden there and wherever else the request has it, in any
/// spelling; the values of headers of which nobody knows what they carry are not shown. The rest stays byte for byte.
[[nodiscard]] source::Json shown_request(const KeptRequest& request, const spec::SecretNames& names);

}  // namespace confab::mock
