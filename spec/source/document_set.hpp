// The files a program works from, whether they lie on disk or inside the binary.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "source/document.hpp"

namespace confab::source {

/// Documents by their path ("vendors/reveng/openapi.yaml"), each parsed when first asked for. Not thread-safe: one owner
/// at start-up.
class DocumentSet {
 public:
  using Loader = std::function<Document()>;

  void add(std::string path, Loader loader);

  /// All *.yaml files below `directory`, by their path relative to it. Throws UserError if it is not a folder.
  [[nodiscard]] static DocumentSet from_directory(const std::string& directory);

  [[nodiscard]] bool contains(std::string_view path) const;
  /// Throws UserError if there is no such document or it is malformed.
  [[nodiscard]] const Document& at(std::string_view path) const;
  /// Paths that start with `prefix`, sorted.
  [[nodiscard]] std::vector<std::string> paths(std::string_view prefix) const;

 private:
  struct Entry {
    Loader loader;
    std::unique_ptr<Document> parsed;
  };
  mutable std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace confab::source
