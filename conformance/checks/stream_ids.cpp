// Ids increase; an id that comes without a frame moves the reader's cursor, so it counts as well.
#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "checks/breach_tally.hpp"
#include "checks/stream_checks.hpp"

namespace confab::conformance {
namespace {

std::optional<std::int64_t> integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

class Ascent {
 public:
  void take(const std::string& id, const std::string& where) {
    applies_ = true;
    const auto value = integer(id);
    if (!value) {
      tally_.breach("an integer as id", fmt::format("{}: {}", where, excerpt(id, 60)));
      return;
    }
    if (last_ && *value <= *last_) {
      tally_.breach(fmt::format("an id above {}, that of {}", *last_, last_where_), fmt::format("{}: {}", where, *value));
    }
    last_ = value;
    last_where_ = where;
  }
  [[nodiscard]] std::vector<Finding> take_findings() const {
    if (!applies_) return {};
    return {tally_.take()};
  }

 private:
  BreachTally tally_{"stream.ids"};
  std::optional<std::int64_t> last_;
  std::string last_where_;
  bool applies_ = false;
};

}  // namespace

std::vector<Finding> check_ids(const StreamView& stream) {
  if (!stream.spec.id.increasing) return {};
  Ascent ascent;
  auto stray = stream.stray.begin();
  for (std::size_t i = 0; i < stream.frames.size(); ++i) {
    for (; stray != stream.stray.end() && stray->before <= i; ++stray) {
      ascent.take(stray->id, fmt::format("an id without a frame, before frame {}", i));
    }
    const std::string id = resume_id(stream.spec, stream.frames[i]);
    if (!id.empty()) ascent.take(id, describe(stream.frames[i], i));
  }
  return ascent.take_findings();
}

}  // namespace confab::conformance
