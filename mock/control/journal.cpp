#include "control/journal.hpp"

#include <chrono>

#include "control/shown_request.hpp"

namespace confab::mock {

using source::Json;

void Journal::append(Slot& slot, std::string_view text) {
  const std::size_t room = kJournalRequestBytes - slot.text.size();
  slot.truncated = slot.truncated || text.size() > room;
  slot.text.append(text.substr(0, room));
}

Journal::Slot& Journal::next_slot(int status) {
  Slot& slot = slots_[recorded_ % kJournalRequests];
  slot.number = ++recorded_;
  slot.time = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  slot.status = status;
  slot.text.clear();
  slot.truncated = false;
  slot.body_bytes = 0;
  return slot;
}

std::uint64_t Journal::record(const Request& request, int status) {
  const std::lock_guard lock(mutex_);
  Slot& slot = next_slot(status);
  append(slot, request.method);
  slot.parts[0] = slot.text.size();
  append(slot, request.path);
  slot.parts[1] = slot.text.size();
  append(slot, request.query);
  slot.parts[2] = slot.text.size();
  for (const Field& field : request.fields) {
    for (const std::string_view part : {field.name, std::string_view("\n"), field.value, std::string_view("\n")})
      append(slot, part);
  }
  slot.parts[3] = slot.text.size();
  append(slot, request.body);
  slot.body_bytes = request.body.size();
  return slot.number;
}

void Journal::settle(std::uint64_t number, int status) {
  const std::lock_guard lock(mutex_);
  if (number == 0) return;
  Slot& slot = slots_[(number - 1) % kJournalRequests];
  if (slot.number == number && slot.status == 0) slot.status = status;
}

void Journal::record_refused(std::string_view path, int status) {
  const std::lock_guard lock(mutex_);
  Slot& slot = next_slot(status);
  append(slot, path.substr(0, path.find('?')));
  slot.parts[0] = 0;
  slot.parts[1] = slot.parts[2] = slot.parts[3] = slot.text.size();
}

void Journal::clear() {
  const std::lock_guard lock(mutex_);
  slots_.assign(kJournalRequests, Slot{});
  recorded_ = 0;
}

Json Journal::render(const Slot& slot) const {
  const std::string_view text = slot.text;
  const auto part = [&](std::size_t from, std::size_t to) { return text.substr(from, to - from); };
  Json json = shown_request({.method = part(0, slot.parts[0]),
                             .path = part(slot.parts[0], slot.parts[1]),
                             .query = part(slot.parts[1], slot.parts[2]),
                             .headers = part(slot.parts[2], slot.parts[3]),
                             .body = part(slot.parts[3], text.size()),
                             .truncated = slot.truncated},
                            names_);
  json["number"] = slot.number;
  json["time"] = render_time(slot.time);
  json["body_bytes"] = slot.body_bytes;
  json["status"] = slot.status == 0 ? Json() : Json(slot.status);
  if (slot.truncated) json["truncated"] = true;
  return json;
}

Json Journal::render() const {
  const std::lock_guard lock(mutex_);
  Json requests = Json::array();
  const std::uint64_t first = recorded_ > kJournalRequests ? recorded_ - kJournalRequests : 0;
  for (std::uint64_t number = first; number < recorded_; ++number)
    requests.push_back(render(slots_[number % kJournalRequests]));
  return {{"recorded", recorded_}, {"requests", std::move(requests)}};
}

}  // namespace confab::mock
