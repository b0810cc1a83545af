// The spellings under which a secret may show up in text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace confab::conformance {

/// As it is; percent-encoded (RFC 3986, both cases of hex; and as a form field, with + for space); as the inside of a JSON
/// string (plain, ASCII only, with \/); and what base64 and base64url (RFC 4648) of any longer text that contains it must
/// contain, at each of the three alignments. Base64 of a very short secret says too little to be searched for and is left
/// out. May hold duplicates; empty for an empty secret.
[[nodiscard]] std::vector<std::string> secret_forms(std::string_view secret);

}  // namespace confab::conformance
