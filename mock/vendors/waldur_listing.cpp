#include "vendors/waldur_listing.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "source/ascii.hpp"

namespace confab::mock::waldur {

namespace {

using source::Json;

constexpr std::array<std::string_view, 4> kOrders = {"created", "-created", "modified", "-modified"};

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto year = number(text.substr(0, 4)), month = number(text.substr(5, 2)), day = number(text.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *day < 1 || *year < 1) return false;
  return std::chrono::year_month_day(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                     std::chrono::day(static_cast<unsigned>(*day)))
      .ok();
}

std::string day_of(Time time) {
  return render_time(time).substr(0, 10);
}

/// Reads values and gathers what is wrong with them.
class Reader {
 public:
  explicit Reader(const Query& query) : query_(query) {}

  std::optional<std::string> day(const std::string& name) {
    const auto value = last_value(query_, name);
    if (!value) return std::nullopt;
    if (!is_day(*value)) return refuse(name, "Write a day as YYYY-MM-DD.");
    return std::string(*value);
  }
  std::optional<std::string> uuid(const std::string& name) {
    const auto value = last_value(query_, name);
    if (!value) return std::nullopt;
    auto plain = plain_uuid(*value);
    return plain ? plain : refuse(name, "This is no UUID.");
  }
  std::optional<Severity> severity(const std::string& name) {
    const auto value = last_value(query_, name);
    if (!value) return std::nullopt;
    for (const Severity each : {Severity::none, Severity::low, Severity::medium, Severity::high, Severity::critical}) {
      if (*value == name_of(each)) return each;
    }
    refuse(name, "Choose one of none, low, medium, high, critical.");
    return std::nullopt;
  }
  std::vector<std::string> orders(const std::string& name) {
    std::vector<std::string> result;
    std::string_view rest = last_value(query_, name).value_or("");
    while (!rest.empty()) {
      const std::string_view one = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(one.size() + 1, rest.size()));
      if (std::find(kOrders.begin(), kOrders.end(), one) != kOrders.end()) {
        result.emplace_back(one);
      } else if (!one.empty()) {
        refuse(name, "Choose one of created, -created, modified, -modified.");
      }
    }
    return result;
  }

  Json mistakes = Json::object();

 private:
  std::optional<std::string> refuse(const std::string& name, const char* why) {
    mistakes[name] = Json::array({why});
    return std::nullopt;
  }

  const Query& query_;
};

bool contains(std::string_view text, std::string_view part) {
  return source::to_lower(text).find(part) != std::string::npos;
}

}  // namespace

std::optional<std::string_view> last_value(const Query& query, std::string_view name) {
  const auto last = std::find_if(query.rbegin(), query.rend(), [name](const auto& each) { return each.first == name; });
  if (last == query.rend() || last->second.empty()) return std::nullopt;
  return last->second;
}

std::optional<bool> boolean_value(const Query& query, std::string_view name) {
  const auto value = last_value(query, name);
  if (value == "true" || value == "True") return true;
  if (value == "false" || value == "False") return false;
  return std::nullopt;
}

tl::expected<ThreadQuery, Mistakes> parse_thread_query(const Query& query) {
  Reader reader(query);
  ThreadQuery result;
  result.created = reader.day("created");
  result.modified = reader.day("modified");
  result.archived = boolean_value(query, "is_archived");
  result.flagged = boolean_value(query, "is_flagged");
  result.worst = reader.severity("max_severity");
  result.part = source::to_lower(last_value(query, "query").value_or(""));
  result.user = reader.uuid("user");
  result.order = reader.orders("o");
  if (!reader.mistakes.empty()) return tl::unexpected(std::move(reader.mistakes));
  return result;
}

bool ThreadQuery::takes(const ThreadRow& row, const Person& owner) const {
  if (created && day_of(row.created) != *created) return false;
  if (modified && day_of(row.modified) != *modified) return false;
  if (archived && row.archived != *archived) return false;
  if (flagged && row.flagged != *flagged) return false;
  if (worst && row.worst != *worst) return false;
  if (user && owner.user != *user) return false;
  if (part.empty()) return true;
  return contains(row.name, part) || contains(owner.username, part) || contains(owner.first_name, part) ||
         contains(owner.last_name, part) || contains(owner.email, part);
}

void ThreadQuery::sort(std::vector<ThreadRow>& rows) const {
  const std::vector<std::string> fields = order.empty() ? std::vector<std::string>{"-created"} : order;
  // Equal times, too, are turned around, so that the order of making decides between them.
  if (fields.front().starts_with('-')) std::reverse(rows.begin(), rows.end());
  std::stable_sort(rows.begin(), rows.end(), [&fields](const ThreadRow& one, const ThreadRow& other) {
    for (const std::string& field : fields) {
      const auto time = field.ends_with("created") ? &ThreadRow::created : &ThreadRow::modified;
      if (one.*time != other.*time) return field.starts_with('-') ? one.*time > other.*time : one.*time < other.*time;
    }
    return false;
  });
}

Json sparse(Json object, const Query& query) {
  Json chosen = Json::object();
  for (const auto& [name, value] : query) {
    if (name == "field" && object.contains(value)) chosen[value] = object[value];
  }
  return chosen.empty() ? object : chosen;
}

}  // namespace confab::mock::waldur
