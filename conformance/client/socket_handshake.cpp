#include "client/socket_handshake.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>

#include "client/response_head.hpp"
#include "source/invariant.hpp"

namespace confab::conformance {
namespace {

std::string base64(const unsigned char* bytes, std::size_t size) {
  std::string text(4 * ((size + 2) / 3) + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes, static_cast<int>(size));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

const std::string* find_header(const Headers& headers, std::string_view name) {
  const auto found =
      std::find_if(headers.begin(), headers.end(), [&](const auto& field) { return same_name(field.first, name); });
  return found == headers.end() ? nullptr : &found->second;
}

bool lists(const Headers& headers, std::string_view name, std::string_view element) {
  const auto elements = list_of(headers, name);
  return std::find(elements.begin(), elements.end(), element) != elements.end();
}

}  // namespace

std::string socket_key() {
  std::array<unsigned char, 16> bytes{};
  source::invariant(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1, "OpenSSL gives random bytes");
  return base64(bytes.data(), bytes.size());
}

std::string socket_accept(std::string_view key) {
  const std::string salted = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  source::invariant(EVP_Digest(salted.data(), salted.size(), digest.data(), &size, EVP_sha1(), nullptr) == 1,
                    "OpenSSL knows SHA-1");
  return base64(digest.data(), size);
}

void add_handshake(HttpRequest& request) {
  const auto add = [&](const char* name, std::string value) {
    if (find_header(request.headers, name) == nullptr) request.headers.emplace_back(name, std::move(value));
  };
  add("Upgrade", "websocket");
  add("Connection", "Upgrade");
  add("Sec-WebSocket-Version", "13");
  add("Sec-WebSocket-Key", socket_key());
}

std::string handshake_breach(const HttpRequest& request, const HttpResponse& head) {
  if (!lists(head.headers, "Upgrade", "websocket")) return "status 101 without Upgrade: websocket";
  if (!lists(head.headers, "Connection", "upgrade")) return "status 101 without Connection: Upgrade";
  const std::string* key = find_header(request.headers, "Sec-WebSocket-Key");
  const std::string given = head.header("Sec-WebSocket-Accept");
  const std::string due = socket_accept(key == nullptr ? "" : *key);
  if (given != due) return "Sec-WebSocket-Accept is " + quote_bytes(given) + " and not " + due;
  const auto unasked = [&](std::string_view name) {
    return find_header(request.headers, name) == nullptr && find_header(head.headers, name) != nullptr;
  };
  if (unasked("Sec-WebSocket-Extensions")) return "Sec-WebSocket-Extensions came, and none was asked for";
  if (unasked("Sec-WebSocket-Protocol")) return "Sec-WebSocket-Protocol came, and none was asked for";
  return {};
}

}  // namespace confab::conformance
