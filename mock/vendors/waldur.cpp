#include "vendors/waldur.hpp"

#include <fmt/format.h>

#include <utility>

#include "vendors/waldur_errors.hpp"
#include "vendors/waldur_mock.hpp"
#include "vendors/waldur_turns.hpp"

namespace confab::mock {

namespace waldur {

const std::array<OperationRow<Waldur>, 9> Waldur::kHandlers = {{
    {"chat_messages_list", &Waldur::list_messages},
    {"chat_sessions_current_retrieve", &Waldur::current_session},
    {"chat_sessions_list", &Waldur::list_sessions},
    {"chat_sessions_retrieve", &Waldur::retrieve_session},
    {"chat_threads_list", &Waldur::list_threads},
    {"chat_threads_retrieve", &Waldur::retrieve_thread},
    {"chat_stream", &Waldur::take_turn},
    {"chat_threads_archive", &Waldur::archive},
    {"chat_threads_unarchive", &Waldur::unarchive},
}};

namespace {

bool has_condition(const Caller& caller, std::string_view persona) {
  return caller.persona->name == persona;
}

}  // namespace

Waldur::Waldur(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler)
    : people_(people_of(vendor)),
      tokens_(vendor),
      prompts_(parts.prompts),
      sessions_(parts.seed),
      handlers_(handlers_of<Waldur>(vendor, kHandlers)) {
  parts.dialect = dialect();
  engine_ = Engine::make(std::move(parts), scheduler);
}

std::optional<Reply> Waldur::unrouted(const Request& request, std::string_view path) {
  constexpr std::string_view kMessages = "/api/chat-messages/";
  const bool message = path.starts_with(kMessages) && path.find('/', kMessages.size()) == path.size() - 1;
  if (message) {  // a path that is there and offers nothing
    if (const auto caller = authenticate(request); !caller) return refuse(caller.error());
    return refuse({Refused::method_not_allowed, "A single message cannot be asked for.", {}, {}});
  }
  if (request.method != "GET" || path.ends_with('/') || !path.starts_with("/api/")) return std::nullopt;
  Reply reply = detail_reply(301, "The path ends with a slash.");
  reply.headers.emplace_back("Location",
                             fmt::format("{}/{}{}", request.path, request.query.empty() ? "" : "?", request.query));
  return reply;
}

std::optional<Reply> Waldur::early(const Request& request, const spec::Operation& operation) {
  if (operation.id != "chat_stream") return std::nullopt;
  const auto caller = authenticate(request);
  if (!caller || !has_condition(*caller, "chat_off")) return std::nullopt;
  return detail_reply(424, "The chat is switched off.");
}

std::optional<Reply> Waldur::before_body(const Call& call) {
  // Archiving takes a body and never reads it, so nothing can be wrong with it.
  if (call.operation.id == "chat_threads_archive" || call.operation.id == "chat_threads_unarchive") return answer(call);
  if (call.operation.id != "chat_stream" || !has_condition(call.caller, "no_model")) return std::nullopt;
  return detail_reply(409, "No model is configured.");
}

void Waldur::reset() {
  engine_->reset();
  sessions_.reset();
}

Reply Waldur::refuse(const Refusal& refusal) {
  return refusal_reply(refusal);
}

}  // namespace waldur

std::unique_ptr<VendorMock> make_waldur(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler) {
  return std::make_unique<waldur::Waldur>(vendor, std::move(parts), scheduler);
}

}  // namespace confab::mock
