#include "client/utf8_repair.hpp"

#include <algorithm>

namespace confab::conformance {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool is_ascii(char byte) {
  return static_cast<unsigned char>(byte) < 0x80;
}

}  // namespace

void Utf8Repair::feed(std::string_view bytes, std::string& text) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (held_ > 0) {
      if (go_on(static_cast<unsigned char>(bytes[at]), text)) ++at;
      continue;
    }
    const auto run = bytes.substr(at);
    const auto ascii_end = std::find_if_not(run.begin(), run.end(), is_ascii);
    text.append(run.begin(), ascii_end);
    at += static_cast<std::size_t>(ascii_end - run.begin());
    if (at < bytes.size()) begin(static_cast<unsigned char>(bytes[at++]), text);
  }
}

void Utf8Repair::begin(unsigned char lead, std::string& text) {
  lower_ = 0x80;
  upper_ = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    needed_ = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    needed_ = 3;
    if (lead == 0xE0) lower_ = 0xA0;  // no overlong forms
    if (lead == 0xED) upper_ = 0x9F;  // no surrogates
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    needed_ = 4;
    if (lead == 0xF0) lower_ = 0x90;
    if (lead == 0xF4) upper_ = 0x8F;  // nothing above U+10FFFF
  } else {
    text += kReplacement;
    return;
  }
  bytes_[0] = static_cast<char>(lead);
  held_ = 1;
}

/// False: the byte does not belong to this code point and has to be looked at again.
bool Utf8Repair::go_on(unsigned char byte, std::string& text) {
  if (byte < lower_ || byte > upper_) {
    text += kReplacement;
    held_ = 0;
    return false;
  }
  lower_ = 0x80;
  upper_ = 0xBF;
  bytes_[held_++] = static_cast<char>(byte);
  if (held_ == needed_) {
    text.append(bytes_, held_);
    held_ = 0;
  }
  return true;
}

}  // namespace confab::conformance
