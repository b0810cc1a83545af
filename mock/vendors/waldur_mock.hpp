// Waldur's nine operations. waldur.cpp has what comes before them, waldur_reading.cpp those that list and retrieve,
// waldur_speaking.cpp turns and the archive.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.hpp"
#include "vendors/operation_table.hpp"
#include "vendors/vendor_mock.hpp"
#include "vendors/waldur_people.hpp"
#include "vendors/waldur_tokens.hpp"
#include "vendors/waldur_turn_request.hpp"

namespace confab::mock::waldur {

class Waldur final : public VendorMock {
 public:
  Waldur(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler);

  [[nodiscard]] tl::expected<Caller, Refusal> authenticate(const Request& request) const override {
    return tokens_.authenticate(request);
  }
  [[nodiscard]] std::optional<Reply> unrouted(const Request& request, std::string_view path) override;
  [[nodiscard]] std::optional<Reply> early(const Request& request, const spec::Operation& operation) override;
  [[nodiscard]] std::optional<Reply> before_body(const Call& call) override;
  [[nodiscard]] Reply answer(const Call& call) override { return (this->*handlers_[call.index])(call); }
  [[nodiscard]] Reply refuse(const Refusal& refusal) override;
  void reset() override;
  void stop() override { engine_->stop(); }

 private:
  static const std::array<OperationRow<Waldur>, 9> kHandlers;

  Reply list_messages(const Call& call);
  Reply current_session(const Call& call);
  Reply list_sessions(const Call& call);
  Reply retrieve_session(const Call& call);
  Reply list_threads(const Call& call);
  Reply retrieve_thread(const Call& call);
  Reply take_turn(const Call& call);
  Reply archive(const Call& call) { return set_archived(call, true); }
  Reply unarchive(const Call& call) { return set_archived(call, false); }

  Reply set_archived(const Call& call, bool archived);
  Reply play(const Call& call, const TurnRequest& request);
  [[nodiscard]] Turn turn_of(const TurnRequest& request) const;

  [[nodiscard]] const Person& person(Owner owner) const { return people_[static_cast<std::size_t>(owner)]; }
  [[nodiscard]] bool reads_all(const Call& call) const { return person(call.caller.owner).reads_all; }
  /// As which owner the caller reads and archives.
  [[nodiscard]] Owner reach(const Call& call) const { return reads_all(call) ? kEverybody : call.caller.owner; }
  [[nodiscard]] bool sees(const Call& call, Owner owner) const { return owner == call.caller.owner || reads_all(call); }
  [[nodiscard]] source::Json json_of(const ThreadRow& row);

  const std::vector<Person> people_;
  const Tokens tokens_;
  const PromptBook prompts_;
  Sessions sessions_;
  const std::vector<Handler<Waldur>> handlers_;  // by operation
  std::shared_ptr<Engine> engine_;
};

}  // namespace confab::mock::waldur
