#include "wiring/listing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "source/json_text.hpp"

namespace confab::cli {

std::string render_text(const Listing& listing) {
  std::vector<std::size_t> widths(listing.shown);
  for (const auto& row : listing.rows) {
    for (std::size_t at = 0; at < listing.shown; ++at) widths[at] = std::max(widths[at], row[at].size());
  }
  std::string text;
  for (const auto& row : listing.rows) {
    std::string line;
    for (std::size_t at = 0; at < listing.shown; ++at) line += fmt::format("{:<{}}", row[at], widths[at] + 2);
    line.resize(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string render_json(const Listing& listing) {
  std::string text;
  for (const auto& row : listing.rows) {
    nlohmann::ordered_json object;
    for (std::size_t at = 0; at < listing.columns.size(); ++at) object[listing.columns[at]] = row[at];
    text += (text.empty() ? "[\n  " : ",\n  ") + object.dump();
  }
  return text.empty() ? "[]\n" : text + "\n]\n";
}

}  // namespace confab::cli
