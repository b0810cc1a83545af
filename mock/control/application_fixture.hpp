// For tests: the application over the real spec data, asked without a socket.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "control/mock_application.hpp"
#include "engine/manual_scheduler.hpp"
#include "model/load_vendor.hpp"
#include "source/json_text.hpp"

namespace confab::mock::test {

inline spec::Vendor load_vendor(const std::string& name = "reveng") {
  return spec::load_trusted_vendor(source::DocumentSet::from_directory(CONFAB_SOURCE_DIR "/spec"), name);
}

struct Answer {
  int status = 0;
  Reply reply;
  source::Json json;  // null if the body is not JSON

  [[nodiscard]] std::string header(std::string_view name) const {
    for (const auto& [key, value] : reply.headers) {
      if (key == name) return value;
    }
    return {};
  }
  /// The code in the vendor's error envelope.
  [[nodiscard]] std::string code() const { return json.value("/error/code"_json_pointer, std::string{}); }
};

/// What a client of one credential sees.
class Client {
 public:
  Client(MockApplication& application, std::string credential, std::string base = "")
      : application_(&application), credential_(std::move(credential)), base_(std::move(base)) {}

  [[nodiscard]] Answer get(const std::string& target) const { return send("GET", target, ""); }
  [[nodiscard]] Answer post(const std::string& target, const std::string& body = "") const {
    return send("POST", target, body);
  }
  [[nodiscard]] Answer send(const std::string& method, const std::string& target, const std::string& body,
                            const std::string& type = "application/json") const {
    const std::string whole = base_ + target;
    const std::size_t mark = whole.find('?');
    std::vector<Field> fields = {{"Host", "x"}};
    if (!credential_.empty()) fields.push_back({"Authorization", credential_});
    if (!body.empty()) fields.push_back({"Content-Type", type});
    const std::string_view view = whole;
    const Request request{.method = method,
                          .path = view.substr(0, mark),
                          .query = mark == std::string::npos ? "" : view.substr(mark + 1),
                          .fields = fields,
                          .body = body};
    return answered(application_->answer(request));
  }

  static Answer answered(Reply reply) {
    Answer answer{.status = reply.status, .reply = std::move(reply), .json = {}};
    if (answer.reply.body) answer.json = source::parse_json(*answer.reply.body).value_or(nullptr);
    return answer;
  }

 private:
  MockApplication* application_;
  std::string credential_;
  std::string base_;
};

/// The frames that are there, as {"event", "id", "data"}.
inline std::vector<source::Json> read_frames(FrameSource& stream) {
  std::vector<source::Json> frames;
  for (;;) {
    const FrameSource::Batch batch = stream.take(7);
    for (const Bytes& frame : batch.frames) {
      const auto line = [&](const std::string& field) {
        const std::size_t begin = frame->find(field) + field.size();
        return frame->substr(begin, frame->find('\n', begin) - begin);
      };
      frames.push_back(
          {{"id", std::stoll(line("id: "))}, {"event", line("event: ")}, {"data", source::Json::parse(line("\ndata: "))}});
    }
    if (batch.finished || batch.frames.empty()) return frames;
  }
}

inline std::vector<std::string> names(const std::vector<source::Json>& frames) {
  std::vector<std::string> result;
  for (const auto& frame : frames) result.push_back(frame.at("event"));
  return result;
}

}  // namespace confab::mock::test
