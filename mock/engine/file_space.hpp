// The files of one conversation.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "engine/clock.hpp"
#include "routing/reply.hpp"

namespace confab::mock {

struct StoredFile {
  std::string id = {};
  std::string name;
  std::string media_type;
  Bytes bytes;  // never nullptr
  Time created{};
};

/// The name a file is kept by: the last segment of the path that was given, whichever way its slashes lean. Or why there is
/// none: nothing is left, the segment means a folder, it holds NUL or another control character, is not UTF-8, or is longer
/// than 255 bytes.
[[nodiscard]] tl::expected<std::string, std::string> plain_file_name(std::string_view given);

/// Names are unique in one space. Nothing is ever replaced or removed. Part of an Annex, guarded as that is.
class FileSpace {
 public:
  /// Keeps the file under its plain name, or "name (1).ext", "name (2).ext" if that is taken. The result is valid until the
  /// next `add`. Or why the name is refused; nothing is kept then.
  [[nodiscard]] tl::expected<const StoredFile*, std::string> add(StoredFile file);
  /// nullptr if there is none of that name.
  [[nodiscard]] const StoredFile* find(std::string_view name) const;
  /// In order of arrival.
  [[nodiscard]] std::span<const StoredFile> files() const { return files_; }

 private:
  struct Taken {
    std::size_t index = 0;  // of files_
    int copies = 0;         // tried so far, so that many files of one name do not try all numbers again
  };
  [[nodiscard]] std::string unused(std::string name);

  std::vector<StoredFile> files_;
  std::map<std::string, Taken, std::less<>> by_name_;
};

}  // namespace confab::mock
