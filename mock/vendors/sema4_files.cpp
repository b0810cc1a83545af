#include "vendors/sema4_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "vendors/replies.hpp"
#include "vendors/sema4_models.hpp"

namespace confab::mock::sema4 {

namespace {

constexpr std::string_view kField = "files";
constexpr std::string_view kAnyBytes = "application/octet-stream";

bool is_token_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

// What a client calls a type goes back into a header of ours, so it must be one (RFC 9110, 8.3.1).
std::string clean_type(std::string_view given) {
  const std::string_view essence = trim(given.substr(0, given.find(';')));
  const std::size_t slash = essence.find('/');
  if (slash == 0 || slash == std::string_view::npos || slash + 1 == essence.size()) return std::string(kAnyBytes);
  const auto fits = [](std::string_view part) { return std::all_of(part.begin(), part.end(), is_token_character); };
  if (!fits(essence.substr(0, slash)) || !fits(essence.substr(slash + 1))) return std::string(kAnyBytes);
  const bool printable = std::all_of(given.begin(), given.end(), [](char c) { return c >= ' ' && c <= '~'; });
  return std::string(printable ? given : essence);
}

std::size_t total_bytes(std::span<const StoredFile> files) {
  std::size_t bytes = 0;
  for (const StoredFile& file : files) bytes += file.bytes->size();
  return bytes;
}

std::optional<RefusedUpload> fault_of(const Part& part, std::size_t limit) {
  if (!part.filename) return RefusedUpload{422, "body/files: is not a file"};
  if (const auto name = plain_file_name(*part.filename); !name) return RefusedUpload{422, "body/files: " + name.error()};
  if (part.bytes.size() > limit) return RefusedUpload{413, fmt::format("A file may have {} bytes.", limit)};
  return std::nullopt;
}

// RFC 6266: quoted for old clients, and for names beyond ASCII once more in full (RFC 8187).
std::string disposition(std::string_view name) {
  std::string quoted, encoded;
  bool plain = true;
  for (const char c : name) {
    const bool ascii = static_cast<unsigned char>(c) < 0x80;
    plain = plain && ascii;
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += ascii ? c : '_';
    const bool unreserved = is_token_character(c) && std::string_view("'*%").find(c) == std::string_view::npos;
    encoded += unreserved ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  std::string text = fmt::format("attachment; filename=\"{}\"", quoted);
  return plain ? text : text + "; filename*=UTF-8''" + encoded;
}

}  // namespace

tl::expected<source::Json, RefusedUpload> keep_files(Talk& talk, std::span<const Part> parts, std::size_t limit, Time now) {
  std::size_t together = total_bytes(talk.files().files());
  for (const Part& part : parts) {
    if (part.name != kField) continue;
    if (auto fault = fault_of(part, limit)) return tl::unexpected(*std::move(fault));
    together += part.bytes.size();
  }
  if (together > kMostBytesTogether) return tl::unexpected(RefusedUpload{413, "This conversation has no room left."});
  source::Json kept = source::Json::array();
  for (const Part& part : parts) {
    if (part.name != kField) continue;
    const auto file = talk.files().add({.id = talk.next_id(),
                                        .name = *part.filename,
                                        .media_type = clean_type(part.media_type),
                                        .bytes = share(std::string(part.bytes)),
                                        .created = now});
    if (file) kept.push_back(file_json(**file));
  }
  return kept;
}

Reply download_reply(const StoredFile& file) {
  Reply reply;
  reply.media_type = file.media_type;
  reply.body = file.bytes;
  reply.headers.emplace_back("Content-Disposition", disposition(file.name));
  return reply;
}

}  // namespace confab::mock::sema4
