// Status, media type and header fields that are not what the contract says.
#include <algorithm>
#include <array>

#include "faults/deviation.hpp"

namespace confab::mock {
namespace {

/// What was to be a stream becomes a plain answer, as an error has it.
void become_plain(Reply& reply) {
  reply.stream = nullptr;
  reply.websocket = false;
  if (reply.media_type.empty()) reply.media_type = "text/plain";
  reply.body = std::make_shared<const std::string>("{}");
}

class Status final : public Deviation {
 public:
  explicit Status(const Parameters& parameters) : to_(parameters.number("to")) {}
  void spoil(Reply& reply, const Asked&) const override {
    if (reply.websocket || (reply.stream && to_ >= 300)) become_plain(reply);
    reply.status = to_;
    if (to_ == 204 || to_ == 304) reply.body = nullptr;
    if (!reply.body && !reply.stream) reply.media_type.clear();
  }

 private:
  int to_;
};

class MediaType final : public Deviation {
 public:
  explicit MediaType(const Parameters& parameters) : to_(parameters.text("to", "")) {}
  void spoil(Reply& reply, const Asked&) const override { reply.media_type = to_; }

 private:
  std::string to_;
};

class HeaderMissing final : public Deviation {
 public:
  explicit HeaderMissing(const Parameters& parameters) : name_(parameters.text("name")) {}
  void spoil(Reply& reply, const Asked&) const override {
    std::erase_if(reply.headers, [this](const auto& header) { return same_field_name(header.first, name_); });
  }

 private:
  std::string name_;
};

class HeaderSet final : public Deviation {
 public:
  explicit HeaderSet(const Parameters& parameters) : name_(parameters.text("name")), to_(parameters.text("to")) {}
  void spoil(Reply& reply, const Asked&) const override {
    std::erase_if(reply.headers, [this](const auto& header) { return same_field_name(header.first, name_); });
    reply.headers.emplace_back(name_, to_);
  }

 private:
  std::string name_, to_;
};

class NoAnswer final : public Deviation {
 public:
  explicit NoAnswer(const Parameters&) {}
  void spoil(Reply& reply, const Asked&) const override {
    reply.withheld = true;
    reply.stream = nullptr;
    reply.websocket = false;
  }
};

/// Neither pings nor a close are answered, and nothing is too large; or whatever comes is answered with a close.
class DeafSocket final : public Deviation {
 public:
  explicit DeafSocket(const Parameters& parameters) : code_(parameters.number("close", 0)) {}
  void spoil(Reply& reply, const Asked&) const override { reply.deaf = code_; }

 private:
  int code_;
};

}  // namespace

std::span<const DeviationRow> head_deviations() {
  static constexpr std::array<DeviationRow, 6> kRows = {{
      {"status", "Another status is answered.", "to", &make_deviation<Status>},
      {"media_type", "Another Content-Type, or none.", "[to]", &make_deviation<MediaType>},
      {"header_missing", "A header of the answer is left out.", "name", &make_deviation<HeaderMissing>},
      {"header_set", "A header of the answer says something else.", "name to", &make_deviation<HeaderSet>},
      {"no_answer", "The connection is closed without an answer.", "", &make_deviation<NoAnswer>},
      {"socket_deaf", "A WebSocket does not understand its client, or closes with a code at its first word.", "[close]",
       &make_deviation<DeafSocket>},
  }};
  return kRows;
}

}  // namespace confab::mock
