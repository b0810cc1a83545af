#include "checks/stored_events.hpp"

#include <fmt/format.h>

#include "checks/breach_tally.hpp"
#include "checks/order_texts.hpp"

namespace confab::conformance {
namespace {

std::string string_at(const source::Json& item, const std::string& pointer) {
  const source::Json* value = pointer.empty() ? nullptr : source::find(item, pointer);
  if (value == nullptr || value->is_null()) return {};
  return value->is_string() ? value->get<std::string>() : source::render_json(*value);
}

bool is_extra(const spec::StoredForm& form, const source::Json& item) {
  if (form.extra_equals.is_null()) return false;
  const source::Json* value = source::find(item, form.extra_at);
  return value != nullptr && *value == form.extra_equals;
}

StoredEvent event_of(const spec::StoredForm& form, const source::Json& item) {
  StoredEvent event;
  event.id = string_at(item, form.id);
  event.time = string_at(item, form.time);
  if (const source::Json* code = source::find(item, form.name)) event.code = *code;
  event.name = form.name_of(event.code);
  if (const source::Json* data = source::find(item, form.data)) event.data = *data;
  return event;
}

std::string describe_stored(const StoredEvent& event, std::size_t index) {
  return fmt::format("stored event {} ({}, id {})", index, event.name, excerpt(event.id, 40));
}

void tell(const std::vector<automaton::OrderBreach>& breaches, const std::string& where, BreachTally& tally) {
  for (const automaton::OrderBreach& breach : breaches)
    tally.breach(order_expected(breach), fmt::format("{}: {}", where, breach.why));
}

}  // namespace

std::optional<std::vector<StoredEvent>> stored_events(const spec::StoredForm& form, const source::Json& body) {
  const source::Json* items = source::find(body, form.items);
  if (items == nullptr || !(items->is_array() || items->is_null())) return std::nullopt;
  std::vector<StoredEvent> events;
  for (const source::Json& item : *items) {
    if (!is_extra(form, item)) events.push_back(event_of(form, item));
  }
  return events;
}

source::Json stored_payload(const spec::StreamSpec& spec, const StoredEvent& event) {
  if (spec.data_at.empty()) return event.data;
  source::Json payload = source::Json::object();
  payload[source::Json::json_pointer(spec.data_at)] = event.data;
  return payload;
}

std::optional<Finding> check_stored_order(const spec::StreamSpec& spec, const source::Json& body) {
  if (!spec.stored) return std::nullopt;
  const auto events = stored_events(*spec.stored, body);
  if (!events || events->empty()) return std::nullopt;
  BreachTally tally("stored.order");
  automaton::StreamOrder order(spec, automaton::Runs::many);
  for (std::size_t i = 0; i < events->size(); ++i) {
    const StoredEvent& event = (*events)[i];
    if (event.name.empty()) {
      tally.breach("a code that stands for a frame name", fmt::format("stored event {}: {}", i, excerpt_json(event.code)));
    } else {
      tell(order.on_frame(event.name, stored_payload(spec, event)), describe_stored(event, i), tally);
    }
  }
  tell(order.at_end(false), "the last stored event", tally);
  return tally.take();
}

}  // namespace confab::conformance
