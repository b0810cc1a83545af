#include "engine/file_space.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "source/invariant.hpp"
#include "source/utf8.hpp"

namespace confab::mock {

namespace {

constexpr std::size_t kLongestName = 255;  // bytes: what common file systems take

bool is_control(char c) {
  return static_cast<unsigned char>(c) < ' ' || c == '\x7F';
}

tl::unexpected<std::string> refused(std::string why) {
  return tl::unexpected<std::string>(std::move(why));
}

// "report (2).pdf"; a leading dot begins no extension.
std::string numbered(const std::string& name, int number) {
  const std::size_t dot = name.rfind('.');
  const std::size_t stem = dot == std::string::npos || dot == 0 ? name.size() : dot;
  return fmt::format("{} ({}){}", name.substr(0, stem), number, name.substr(stem));
}

}  // namespace

tl::expected<std::string, std::string> plain_file_name(std::string_view given) {
  if (std::any_of(given.begin(), given.end(), is_control)) return refused("a file name holds no control characters");
  if (source::first_invalid_utf8(given)) return refused("a file name is UTF-8");
  const std::size_t slash = given.find_last_of("/\\");
  const std::string_view name = slash == std::string_view::npos ? given : given.substr(slash + 1);
  if (name.empty() || name == "." || name == "..") return refused("a file has a name");
  if (name.size() > kLongestName) return refused(fmt::format("a file name has at most {} bytes", kLongestName));
  return std::string(name);
}

tl::expected<const StoredFile*, std::string> FileSpace::add(StoredFile file) {
  source::invariant(file.bytes != nullptr, "a file has bytes, if only none");
  auto name = plain_file_name(file.name);
  if (!name) return tl::unexpected(name.error());
  file.name = unused(*std::move(name));
  by_name_.emplace(file.name, Taken{.index = files_.size()});
  return &files_.emplace_back(std::move(file));
}

std::string FileSpace::unused(std::string name) {
  const auto taken = by_name_.find(name);
  if (taken == by_name_.end()) return name;
  std::string other = numbered(name, ++taken->second.copies);
  while (by_name_.contains(other)) other = numbered(name, ++taken->second.copies);
  return other;
}

const StoredFile* FileSpace::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &files_[found->second.index];
}

}  // namespace confab::mock
