#include "vendors/pieces.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "source/ascii.hpp"
#include "vendors/operation_table.hpp"
#include "vendors/pieces_models.hpp"
#include "vendors/pieces_shelf.hpp"
#include "vendors/replies.hpp"

namespace confab::mock {

namespace {

using source::Json;

// Vendor clients run in web views and browser extensions.
Reply open_to_all(Reply reply) {
  reply.headers.emplace_back("Access-Control-Allow-Origin", "*");
  return reply;
}

Reply shelf_reply(Bytes body) {
  Reply reply;
  reply.media_type = "application/json; charset=utf-8";
  reply.body = std::move(body);
  return open_to_all(std::move(reply));
}

Reply text_reply(int status, std::string text) {
  Reply reply;
  reply.status = status;
  reply.media_type = "text/plain; charset=utf-8";
  reply.body = share(std::move(text));
  return open_to_all(std::move(reply));
}

// The one error status that is documented.
Reply failure(std::string text) {
  return text_reply(500, std::move(text));
}

/// What is no boolean counts as nothing said.
bool wants_fragments(const Call& call) {
  return call.query_value("transferables").value_or("true") != "false";
}

class Pieces final : public VendorMock {
 public:
  Pieces(const spec::Vendor& vendor, EngineParts parts);

  /// Nobody is asked who they are.
  [[nodiscard]] tl::expected<Caller, Refusal> authenticate(const Request&) const override { return Caller{}; }
  [[nodiscard]] Reply answer(const Call& call) override { return (this->*handlers_[call.index])(call); }
  [[nodiscard]] Reply refuse(const Refusal& refusal) override;
  void reset() override { shelf_.reset(); }
  void stop() override { shelf_.stop(); }

 private:
  static const std::array<OperationRow<Pieces>, 6> kHandlers;

  Reply snapshot(const Call& call) { return shelf_reply(share(shelf_.snapshot(wants_fragments(call)))); }
  Reply identifiers(const Call&) { return shelf_reply(share(shelf_.identifiers())); }
  Reply create(const Call& call);
  Reply create_from_asset(const Call& call);
  Reply erase(const Call& call);
  Reply stream_identifiers(const Call& call);

  const std::string unknown_asset_;
  const std::vector<Handler<Pieces>> handlers_;  // by operation
  pieces::Shelf shelf_;
};

const std::array<OperationRow<Pieces>, 6> Pieces::kHandlers = {{
    {"conversations_snapshot", &Pieces::snapshot},
    {"conversations_identifiers_snapshot", &Pieces::identifiers},
    {"conversations_create_specific_conversation", &Pieces::create},
    {"conversations_create_from_asset", &Pieces::create_from_asset},
    {"conversations_delete_specific_conversation", &Pieces::erase},
    {"conversations_stream_identifiers", &Pieces::stream_identifiers},
}};

std::string default_of(const spec::Vendor& vendor, std::string_view variable) {
  const auto& all = vendor.variables;
  const auto found = std::find_if(all.begin(), all.end(), [&](const spec::Variable& each) { return each.name == variable; });
  return found == all.end() ? std::string() : found->by_default;
}

Pieces::Pieces(const spec::Vendor& vendor, EngineParts parts)
    : unknown_asset_(default_of(vendor, "unknown_asset")),
      handlers_(handlers_of<Pieces>(vendor, kHandlers)),
      shelf_(std::move(parts.clock), parts.seed) {}

Reply Pieces::refuse(const Refusal& refusal) {
  switch (refusal.what) {
    case Refused::unknown_path:
    case Refused::method_not_allowed:
      return text_reply(404, "Route not found");
    case Refused::malformed_http:
    case Refused::headers_too_large:
    case Refused::too_slow:
      return text_reply(status_of(refusal.what), refusal.detail);
    case Refused::upgrade_required: {
      Reply reply = text_reply(426, "This path speaks WebSocket only.");
      reply.headers.emplace_back("Upgrade", "websocket");
      return reply;
    }
    default:
      return failure(refusal.detail);
  }
}

Reply Pieces::create(const Call& call) {
  const auto created = shelf_.create(call.body);
  return shelf_reply(wants_fragments(call) ? created.whole : created.without_fragments);
}

Reply Pieces::create_from_asset(const Call& call) {
  const std::string asset = source::to_lower(call.path[0]);  // UUIDs have no case (RFC 9562, section 4); ours are lower case
  if (asset == unknown_asset_) return failure("There is no such asset.");
  const auto created = shelf_.create(pieces::seed_about(asset));
  return shelf_reply(
      share(source::render_json({{"schema", pieces::schema_stamp()}, {"conversation", {{"id", created.id}}}})));
}

Reply Pieces::erase(const Call& call) {
  if (!shelf_.erase(source::to_lower(call.path[0]))) return failure("There is no such conversation.");
  return open_to_all(empty_reply(204));
}

Reply Pieces::stream_identifiers(const Call&) {
  Reply reply;
  reply.stream = shelf_.follow();
  reply.websocket = true;
  return reply;
}

}  // namespace

std::unique_ptr<VendorMock> make_pieces(const spec::Vendor& vendor, EngineParts parts, Scheduler&) {
  return std::make_unique<Pieces>(vendor, std::move(parts));
}

}  // namespace confab::mock
