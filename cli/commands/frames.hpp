// confab frames: a recorded stream, decoded and judged.
#pragma once

#include <string>
#include <vector>

#include "wiring/knowledge.hpp"

namespace confab::cli {

struct FramesOptions {
  std::vector<std::string> words;  // VENDOR OPERATION [FILE], or [FILE] with a framing
  std::string framing;             // "sse": only decode
  std::string contract;            // empty: the vendor's default one
  bool json = false;
  bool no_color = false;
  Folders folders;
};

/// 0, or 1 when a check of the vendor fails or the bytes cannot be decoded.
[[nodiscard]] int run_frames(const FramesOptions& options);

}  // namespace confab::cli
