#include "vendors/waldur_people.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace confab::mock::waldur {

namespace {

// Any constants that keep these ids apart from the engine's, whose sequence starts at the seed itself.
constexpr std::uint64_t kUsers = 0x77616c647572;
constexpr std::uint64_t kSessions = 0x73657373696f6e;

Person person(const spec::Persona& persona, IdSequence& ids) {
  Person result;
  result.user = *plain_uuid(ids.uuid());
  result.username = persona.name;
  std::replace(result.username.begin(), result.username.end(), '_', '.');
  result.first_name = persona.name.substr(0, persona.name.find('_'));
  result.first_name.front() =
      static_cast<char>(result.first_name.front() - ('a' - 'A'));  // names of personas are lower case
  result.last_name = "Confab";
  result.email = fmt::format("{}@chat.invalid", result.username);
  result.reads_all = persona.name == "staff" || persona.name == "support";
  return result;
}

char lower_hex(char c) {
  return c >= 'A' && c <= 'F' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

}  // namespace

std::vector<Person> people_of(const spec::Vendor& vendor) {
  std::vector<Person> people;
  IdSequence ids(kUsers);
  for (const spec::Persona& persona : vendor.personas) people.push_back(person(persona, ids));
  return people;
}

Sessions::Sessions(std::optional<std::uint64_t> seed) : seed_(seed) {
  restart();
}

void Sessions::restart() {
  made_.clear();
  clock_ = seed_ ? std::unique_ptr<Clock>(std::make_unique<SteppedClock>()) : std::make_unique<RealClock>();
  ids_ = seed_ ? IdSequence(*seed_ ^ kSessions) : IdSequence::unpredictable();
}

void Sessions::reset() {
  const std::lock_guard lock(mutex_);
  restart();
}

ChatSession Sessions::current(int owner) {
  const std::lock_guard lock(mutex_);
  const auto known = std::find_if(made_.begin(), made_.end(), [owner](const auto& each) { return each.owner == owner; });
  if (known != made_.end()) return *known;
  return made_.emplace_back(ChatSession{.owner = owner, .id = *plain_uuid(ids_.uuid()), .created = clock_->now()});
}

std::vector<ChatSession> Sessions::all() const {
  const std::lock_guard lock(mutex_);
  return {made_.rbegin(), made_.rend()};
}

std::optional<std::string> plain_uuid(std::string_view text) {
  constexpr std::array<std::size_t, 4> kHyphens = {8, 13, 18, 23};
  const bool hyphens = text.size() == 36;
  if (!hyphens && text.size() != 32) return std::nullopt;
  std::string digits;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = lower_hex(text[at]);
    if (hyphens && std::find(kHyphens.begin(), kHyphens.end(), at) != kHyphens.end()) {
      if (c != '-') return std::nullopt;
    } else if (is_hex(c)) {
      digits += c;
    } else {
      return std::nullopt;
    }
  }
  return digits;
}

}  // namespace confab::mock::waldur
