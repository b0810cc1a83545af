#include "source/document_set.hpp"

#include <filesystem>
#include <utility>

#include "source/invariant.hpp"
#include "source/nearest_word.hpp"

namespace confab::source {
namespace fs = std::filesystem;

void DocumentSet::add(std::string path, Loader loader) {
  const bool added = entries_.try_emplace(std::move(path), Entry{std::move(loader), nullptr}).second;
  invariant(added, "two documents have the same path");
}

DocumentSet DocumentSet::from_directory(const std::string& directory) {
  std::error_code problem;
  if (!fs::is_directory(directory, problem)) {
    throw UserError({directory, 0, 0}, "is not a folder", "Give a folder that holds *.yaml files.");
  }
  DocumentSet set;
  try {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(directory)) {
      if (!entry.is_regular_file() || entry.path().extension() != ".yaml") continue;
      const std::string file = entry.path().string();
      set.add(entry.path().lexically_relative(directory).generic_string(), [file] { return Document::load_yaml(file); });
    }
  } catch (const fs::filesystem_error& unreadable) {
    throw UserError({directory, 0, 0}, "cannot be read: " + unreadable.code().message());
  }
  return set;
}

bool DocumentSet::contains(std::string_view path) const {
  return entries_.contains(path);
}

const Document& DocumentSet::at(std::string_view path) const {
  const auto found = entries_.find(path);
  if (found == entries_.end()) {
    throw UserError({std::string(path), 0, 0}, "there is no such document", suggest(path, paths("")));
  }
  Entry& entry = found->second;
  if (!entry.parsed) entry.parsed = std::make_unique<Document>(entry.loader());
  return *entry.parsed;
}

std::vector<std::string> DocumentSet::paths(std::string_view prefix) const {
  std::vector<std::string> found;
  for (auto entry = entries_.lower_bound(prefix); entry != entries_.end() && entry->first.starts_with(prefix); ++entry) {
    found.push_back(entry->first);
  }
  return found;
}

}  // namespace confab::source
