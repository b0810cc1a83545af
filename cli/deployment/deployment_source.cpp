#include "deployment/deployment_source.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "source/line_index.hpp"
#include "wiring/files.hpp"

namespace confab::cli {
namespace {

using source::Json;
using source::UserError;

constexpr std::string_view kMasked = "…";

/// Keys below which nobody would look for a credential. An unknown one may be "credentails".
constexpr std::array<std::string_view, 8> kHarmless{"vendor",  "contract", "features", "variables",
                                                    "prompts", "limits",   "tls",      "read_only"};

bool is_harmless(std::string_view key, const Json& value) {
  if (std::find(kHarmless.begin(), kHarmless.end(), key) != kHarmless.end()) return true;
  const bool url = key == "base_url" || key == "proxy";
  return url && value.is_string() && value.get_ref<const std::string&>().find('@') == std::string::npos;
}

void add_leaves(const Json& value, std::vector<std::string>& leaves) {
  constexpr std::size_t kLongKey = 16;  // longer than any persona's name: a credential whose persona was forgotten
  if (value.is_structured()) {
    for (const auto& [key, part] : value.items()) {
      if (value.is_object() && key.size() > kLongKey) leaves.push_back(key);
      add_leaves(part, leaves);
    }
    return;
  }
  const std::string text = value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
  constexpr std::size_t kShortestSecret = 4;  // shorter ones would take letters out of every word
  const bool reference = text.starts_with("env:") || text.starts_with("file:");
  if (text.size() >= kShortestSecret && !reference && !value.is_boolean()) leaves.push_back(text);
}

std::vector<std::string> find_suspects(const Json& file) {
  std::vector<std::string> suspects;
  if (!file.is_object()) {
    add_leaves(file, suspects);
  } else {
    for (const auto& [key, value] : file.items()) {
      if (!is_harmless(key, value)) add_leaves(value, suspects);
    }
  }
  std::sort(suspects.begin(), suspects.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return suspects;
}

/// Of a file that is no YAML nothing is known but that a value follows its key.
std::string key_only(const std::string& line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string::npos) return line.substr(0, line.find_first_not_of(" -")) + std::string(kMasked);
  return line.substr(0, colon + 1) + " " + std::string(kMasked);
}

}  // namespace

DeploymentSource::DeploymentSource(source::Document document, std::string text)
    : document_(std::move(document)), text_(std::move(text)), suspects_(find_suspects(document_.value())) {}

DeploymentSource DeploymentSource::load(const std::string& path) {
  return parse(path == "-" ? "standard input" : path, read_file(path, source::kMaxYamlBytes));
}

DeploymentSource DeploymentSource::parse(const std::string& path, std::string text) {
  try {
    source::Document document = source::Document::parse_yaml(path, text);
    return {std::move(document), std::move(text)};
  } catch (const UserError& error) {
    throw UserError(error.place(), error.what(), error.remedy(), key_only(source::line_of(text, error.place().line)));
  }
}

std::string DeploymentSource::masked(std::string text) const {
  for (const std::string& suspect : suspects_) {
    for (std::size_t at = text.find(suspect); at != std::string::npos; at = text.find(suspect, at + kMasked.size()))
      text.replace(at, suspect.size(), kMasked);
  }
  return text;
}

std::string DeploymentSource::line(int number) const {
  return masked(source::line_of(text_, number));
}

UserError DeploymentSource::shown(const UserError& error) const {
  return {error.place(), masked(error.what()), masked(error.remedy()), line(error.place().line)};
}

std::string DeploymentSource::resolved(const std::string& path) const {
  return (std::filesystem::path(document_.file()).parent_path() / path).string();
}

}  // namespace confab::cli
