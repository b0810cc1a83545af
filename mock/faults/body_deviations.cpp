// Bodies that are not what the contract says.
#include <array>

#include "faults/deviation.hpp"
#include "faults/json_edit.hpp"

namespace confab::mock {
namespace {

class BodyEdited final : public Deviation {
 public:
  explicit BodyEdited(const Parameters& parameters) : edit_(parameters) {}
  void spoil(Reply& reply, const Asked&) const override {
    if (!reply.body) return;
    auto document = source::parse_json(*reply.body);
    if (document && edit_.apply(*document)) reply.body = share(source::render_json(*document));
  }

 private:
  JsonEdit edit_;
};

class BodyReplaced final : public Deviation {
 public:
  explicit BodyReplaced(const Parameters& parameters) : body_(share(parameters.text("by", R"({"oops":true})"))) {}
  void spoil(Reply& reply, const Asked&) const override {
    if (!reply.stream) reply.body = body_;
    if (!reply.stream && reply.media_type.empty()) reply.media_type = "application/json";
  }

 private:
  Bytes body_;
};

/// The one in the middle: of JSON most likely a letter, of a file any.
class ByteAltered final : public Deviation {
 public:
  explicit ByteAltered(const Parameters&) {}
  void spoil(Reply& reply, const Asked&) const override {
    if (!reply.body || reply.body->empty()) return;
    std::string altered = *reply.body;
    char& byte = altered[altered.size() / 2];
    byte = byte == 'x' ? 'y' : 'x';
    reply.body = share(std::move(altered));
  }
};

class BodyCut final : public Deviation {
 public:
  explicit BodyCut(const Parameters&) {}
  void spoil(Reply& reply, const Asked&) const override {
    if (reply.body) reply.body = share(reply.body->substr(0, reply.body->size() / 2));
  }
};

}  // namespace

std::span<const DeviationRow> body_deviations() {
  static constexpr std::array<DeviationRow, 4> kRows = {{
      {"body",
       "The JSON of the body is changed: do=drop, null, wrong_type, other, set, rename, extra, reverse, empty, "
       "lose_first, lose_last, repeat_first, swap.",
       "do [at] [value]", &make_deviation<BodyEdited>},
      {"body_replaced", "Another body, such as an error without its envelope.", "[by]", &make_deviation<BodyReplaced>},
      {"body_byte", "One byte of the body is altered.", "", &make_deviation<ByteAltered>},
      {"body_cut", "Half of the body is missing.", "", &make_deviation<BodyCut>},
  }};
  return kRows;
}

}  // namespace confab::mock
