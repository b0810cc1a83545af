// The vendor as a whole: who asks, and from operations to functions.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "vendors/credentials.hpp"
#include "vendors/operation_table.hpp"
#include "vendors/pipeshub_asking.hpp"
#include "vendors/pipeshub_contract.hpp"
#include "vendors/pipeshub_errors.hpp"
#include "vendors/pipeshub_frames.hpp"
#include "vendors/pipeshub_pages.hpp"
#include "vendors/trace_ids.hpp"
#include "vendors/vendor_mock.hpp"

namespace confab::mock::pipeshub {

class Pipeshub final : public VendorMock {
 public:
  Pipeshub(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler);

  [[nodiscard]] std::optional<Reply> early(const Request& request, const spec::Operation& operation) override;
  [[nodiscard]] tl::expected<Caller, Refusal> authenticate(const Request& request) const override;
  [[nodiscard]] Reply answer(const Call& call) override;
  [[nodiscard]] Reply refuse(const Refusal& refusal) override;
  void reset() override;
  void stop() override { engine_->stop(); }

 private:
  static const std::vector<OperationRow<Pipeshub>>& rows();

  Reply list(const Call& call);
  Reply create(const Call& call);
  Reply stream(const Call& call);
  Reply get(const Call& call);
  Reply remove(const Call& call);
  Reply add_message(const Call& call);
  Reply stream_message(const Call& call);
  Reply regenerate(const Call& call);
  // Of later releases: pipeshub_archive.cpp
  Reply archive(const Call& call);
  Reply unarchive(const Call& call);
  Reply set_archived(const Call& call, bool archived);
  Reply list_archives(const Call& call);
  Reply list_all_archives(const Call& call);

  [[nodiscard]] bool knows(std::string_view agent) const { return agent != unknown_agent_; }
  /// Why the call cannot be played at all: an unknown agent, a suspicious text; none: it can.
  [[nodiscard]] std::optional<Reply> refusal(const Call& call) const;
  [[nodiscard]] Asking asking(const Call& call);
  Reply ask_anew(const Call& call, bool whole);
  Reply ask_further(const Call& call, bool whole);
  [[nodiscard]] Reply answered(const Asking& asking, const std::string& id, const StartedRun& run, int status);
  /// A failure that comes in the stream where the contract says so.
  [[nodiscard]] Reply failed(Wrong wrong, std::string_view why, bool streams) const;
  /// What the query asks for; the documented contract has no query.
  [[nodiscard]] tl::expected<Wanted, std::string> wanted_by(const Call& call) const;
  /// The rows of the caller's conversations with this agent; empty agent: with any.
  using Chosen = std::function<bool(const Conversation&)>;
  [[nodiscard]] std::vector<Row> rows_of(Owner owner, std::string_view agent, const Chosen& chosen) const;
  [[nodiscard]] source::Json meta(const Asking& asking) const {
    return meta_json(asking.request_id, asking.asked, engine_->now());
  }

  const Contract& contract_;
  const std::string auth_header_;
  const std::string unknown_agent_, broken_model_;
  const Credentials credentials_;
  const Caller* anybody_ = nullptr;  // whose token is neither known nor bad
  const std::shared_ptr<const Frames> frames_;
  std::vector<Handler<Pipeshub>> handlers_;
  TraceIds requests_;
  std::shared_ptr<Engine> engine_;
};

}  // namespace confab::mock::pipeshub
