// Uploads into and downloads from a conversation's file space.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "routing/part.hpp"
#include "routing/reply.hpp"
#include "vendors/sema4_talk.hpp"

namespace confab::mock::sema4 {

/// Bytes of one file; the vendor enforces a limit and does not publish it.
inline constexpr std::size_t kMostBytes = 8 * 1024 * 1024;
/// For the persona limits_small, so that a test of an application need not send much.
inline constexpr std::size_t kFewBytes = 1024;
/// Bytes of all files of one conversation, so that a mock left alone with an uploading client keeps its memory.
inline constexpr std::size_t kMostBytesTogether = 64 * 1024 * 1024;

struct RefusedUpload {
  int status;
  std::string why;
};

/// Keeps all of the parts named files, or none of them. Answers what they became, in their order.
[[nodiscard]] tl::expected<source::Json, RefusedUpload> keep_files(Talk& talk, std::span<const Part> parts,
                                                                   std::size_t limit, Time now);

/// The bytes, in the type they were uploaded with.
[[nodiscard]] Reply download_reply(const StoredFile& file);

}  // namespace confab::mock::sema4
