#include "formats/left_behind.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "formats/printable.hpp"

namespace confab::reports {
namespace {

// The JSON result has them all.
constexpr std::size_t kIdsShown = 3;

struct Group {
  const Leftover* first;
  std::vector<std::string> ids = {};
};

bool alike(const Leftover& a, const Leftover& b) {
  return a.vendor == b.vendor && a.operation == b.operation && a.persona == b.persona && a.reason == b.reason;
}

std::vector<Group> groups_of(const std::vector<Leftover>& left) {
  std::vector<Group> groups;
  for (const Leftover& one : left) {
    auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& each) { return alike(*each.first, one); });
    if (group == groups.end()) group = groups.insert(groups.end(), {&one});
    group->ids.push_back(one.id.empty() ? "id unknown" : one.id);
  }
  return groups;
}

}  // namespace

std::vector<std::string> left_behind_lines(const std::vector<Leftover>& left) {
  std::vector<std::string> lines;
  for (const Group& group : groups_of(left)) {
    const Leftover& first = *group.first;
    lines.push_back(fmt::format("{} of {}.{} as {}: {} ({})", group.ids.size(), first.vendor, first.operation, first.persona,
                                terminal_text(first.reason), terminal_text(first_of(group.ids, kIdsShown))));
  }
  return lines;
}

std::string left_behind_text(const std::vector<Leftover>& left) {
  std::string text;
  for (const std::string& line : left_behind_lines(left)) text += "left behind  " + line + "\n";
  return text;
}

}  // namespace confab::reports
