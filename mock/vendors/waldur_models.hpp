// Waldur's models as JSON.
#pragma once

#include <string>

#include "source/json_text.hpp"
#include "vendors/waldur_listing.hpp"
#include "vendors/waldur_people.hpp"
#include "vendors/waldur_thread.hpp"

namespace confab::mock::waldur {

[[nodiscard]] source::Json session_json(const ChatSession& session, const Person& owner);
[[nodiscard]] source::Json thread_json(const ThreadRow& thread, const Person& owner, const std::string& session);
/// With `guard`, what the input guard found: only staff and support read that.
[[nodiscard]] source::Json message_json(const Message& message, const std::string& thread, bool guard);

}  // namespace confab::mock::waldur
