#include "faults/spread_ids.hpp"

#include "faults/edited_stream.hpp"
#include "vendors/replies.hpp"

namespace confab::mock {
namespace {

using source::Json;

constexpr long long kBy = 7;

void spread(Json& item, const std::string& pointer) {
  auto* id = const_cast<Json*>(source::find(item, pointer));
  if (id != nullptr && id->is_number_integer()) *id = id->get<long long>() * kBy;
}

class SpreadFrames final : public FrameEdit {
 public:
  explicit SpreadFrames(const spec::StreamSpec& spec) : spec_(spec) {}
  void on_frame(WireFrame frame, std::vector<WireFrame>& out) override {
    if (const auto id = parse_int64(frame.id); id && frame.raw.empty()) {
      frame.id = std::to_string(*id * kBy);
      respell(frame);
    }
    out.push_back(std::move(frame));
  }

 private:
  void respell(WireFrame& frame) const {
    auto payload = source::parse_json(frame.data);
    if (!payload || spec_.id.repeated_in.empty()) return;
    spread(*payload, spec_.id.repeated_in);
    frame.data = source::render_json(*payload);
  }

  const spec::StreamSpec& spec_;
};

/// What is given back is the last multiple that was reached; who was never there stays where it was.
long long narrowed(long long id) {
  return id < 0 ? id : id / kBy;
}

class SpreadIds final : public Deviation {
 public:
  void misread(EditedRequest& request, const Asked& asked) const override {
    const spec::StreamSpec* stream = asked.stream();
    if (stream == nullptr || !stream->replay || !stream->id.increasing) return;
    const auto id = parse_int64(request.query_value(stream->replay->query));
    if (id) request.set_query(stream->replay->query, std::to_string(narrowed(*id)));
  }

  void spoil(Reply& reply, const Asked& asked) const override {
    if (const spec::StreamSpec* stream = asked.stream(); stream != nullptr && stream->replay && stream->id.increasing)
      edit_stream(reply, asked, [](const spec::StreamSpec& spec) { return std::make_unique<SpreadFrames>(spec); });
    const spec::StoredForm* form = asked.operation ? stored_by(*asked.vendor, asked.operation->id) : nullptr;
    if (form != nullptr && reply.body) spread_stored(*form, reply);
  }

 private:
  static const spec::StoredForm* stored_by(const spec::Vendor& vendor, const std::string& operation) {
    for (const auto& [streamed, stream] : vendor.streams) {
      if (stream.replay && stream.id.increasing && stream.stored && stream.stored->operation == operation)
        return &*stream.stored;
    }
    return nullptr;
  }

  static void spread_stored(const spec::StoredForm& form, Reply& reply) {
    auto document = source::parse_json(*reply.body);
    auto* items = document ? const_cast<Json*>(source::find(*document, form.items)) : nullptr;
    if (items == nullptr || !items->is_array()) return;
    for (Json& item : *items) spread(item, form.id);
    reply.body = share(source::render_json(*document));
  }
};

}  // namespace

std::unique_ptr<Deviation> make_spread_ids(const Parameters&) {
  return std::make_unique<SpreadIds>();
}

}  // namespace confab::mock
