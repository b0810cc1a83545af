// For tests: a vendor of a few operations, played by functions that the test hands in.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "control/application_fixture.hpp"

namespace confab::mock::test {

/// What the toy does; each may be left out.
struct ToyManners {
  std::function<tl::expected<Caller, Refusal>(const Request&)> authenticate;
  std::function<std::optional<Reply>(const spec::Operation&)> early;
  std::function<std::optional<Reply>(const Call&)> before_body;
  std::function<std::optional<Reply>(std::string_view path)> unrouted = {};
  std::map<std::string, std::function<Reply(const Call&)>> answer;  // by operation id; left out: 200 without a body
};

inline Reply text_reply(int status, std::string text) {
  Reply reply;
  reply.status = status;
  reply.media_type = "text/plain";
  reply.body = std::make_shared<const std::string>(std::move(text));
  return reply;
}

class Toy final : public VendorMock {
 public:
  explicit Toy(const ToyManners& manners) : manners_(manners) {}
  tl::expected<Caller, Refusal> authenticate(const Request& request) const override {
    return manners_.authenticate ? manners_.authenticate(request) : Caller{};
  }
  std::optional<Reply> unrouted(const Request&, std::string_view path) override {
    return manners_.unrouted ? manners_.unrouted(path) : std::nullopt;
  }
  std::optional<Reply> early(const Request&, const spec::Operation& operation) override {
    return manners_.early ? manners_.early(operation) : std::nullopt;
  }
  std::optional<Reply> before_body(const Call& call) override {
    return manners_.before_body ? manners_.before_body(call) : std::nullopt;
  }
  Reply answer(const Call& call) override {
    const auto found = manners_.answer.find(call.operation.id);
    return found == manners_.answer.end() ? text_reply(200, "") : found->second(call);
  }
  /// The usual status, with the detail as text.
  Reply refuse(const Refusal& refusal) override { return text_reply(status_of(refusal.what), refusal.detail); }
  void reset() override {}
  void stop() override {}

 private:
  const ToyManners& manners_;
};

inline spec::Operation toy_operation(std::string id, std::string method, std::string path) {
  spec::Operation made;
  made.id = std::move(id);
  made.method = std::move(method);
  made.path = std::move(path);
  made.responses["200"].content["text/plain"] = "/components/schemas/Text";
  return made;
}

inline spec::Vendor toy_vendor() {
  spec::Vendor vendor;
  vendor.name = "toy";
  vendor.operations = {toy_operation("get", "GET", "/things/{id}"), toy_operation("note", "POST", "/things")};
  vendor.operations[1].request_body = {true, {{"application/json", "/components/schemas/Note"}}};
  vendor.schemas = std::make_shared<const spec::SchemaSet>(source::Json::parse(R"({"components": {"schemas": {
    "Note": {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}},
    "Text": {"type": "string"}}}})"));
  return vendor;
}

struct ToyHouse {
  explicit ToyHouse(ToyManners given, VendorRow options = {}, spec::Vendor vendor = toy_vendor(), MockSettings settings = {})
      : manners(std::move(given)), row(options) {
    row.name = "toy";
    row.make = [](const spec::Vendor&, EngineParts, Scheduler&) -> std::unique_ptr<VendorMock> {
      return std::make_unique<Toy>(*built_for);
    };
    built_for = &manners;
    std::vector<ServedVendor> served;
    served.push_back({.vendor = std::move(vendor), .scenarios = {}, .recall = {}, .row = &row});
    application = std::make_unique<MockApplication>(std::move(served), std::move(settings), scheduler);
  }
  ToyHouse(const ToyHouse&) = delete;
  ToyHouse& operator=(const ToyHouse&) = delete;

  [[nodiscard]] Client me() const { return {*application, "key"}; }

  ManualScheduler scheduler;
  ToyManners manners;
  VendorRow row;
  std::unique_ptr<MockApplication> application;

 private:
  // A row holds a plain function; it looks here, while a house is built, for whose toy it makes.
  static inline const ToyManners* built_for = nullptr;
};

}  // namespace confab::mock::test
