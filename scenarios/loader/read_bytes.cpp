#include "loader/read_bytes.hpp"

#include <openssl/evp.h>

#include <algorithm>

#include "loader/read_prompts.hpp"

namespace confab::scenarios {
namespace {

std::string decode_base64(const Node& value) {
  const std::string text = value.text();
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (size < 0 || text.size() % 4 != 0) value.fail("not base64", "Write it with its padding, in one line.");
  const auto padding = std::min<std::ptrdiff_t>(2, std::count(text.begin(), text.end(), '='));
  bytes.resize(static_cast<std::size_t>(size - padding));
  return bytes;
}

}  // namespace

std::string read_bytes(const Node& owner) {
  const auto text = owner.member("text");
  const auto base64 = owner.member("base64");
  if (text && base64) base64->fail_key("bytes are given either as text or in base64", "Remove one of them.");
  if (base64) return decode_base64(*base64);
  if (!text) owner.fail("the bytes are missing", "Add text: … or base64: ….");
  if (text->json() == "") return {};
  const Repeated repeated = read_repeated(*text);
  std::string bytes;
  for (int time = 0; time < repeated.times; ++time) bytes += repeated.text;
  return bytes;
}

std::string read_filled_bytes(const Node& owner) {
  const std::string bytes = read_bytes(owner);
  if (!owner.member("base64")) return bytes;
  std::string escaped;
  for (const char byte : bytes) escaped.append(byte == '$' ? 2 : 1, byte);
  return escaped;
}

}  // namespace confab::scenarios
