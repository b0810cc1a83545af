#include "wiring/embedded_mock.hpp"

#include "net/server.hpp"
#include "wiring/version.hpp"

namespace confab::cli {

struct EmbeddedMock::Parts {
  explicit Parts(std::vector<mock::ServedVendor> vendors)
      : several(vendors.size() > 1),
        application(std::move(vendors), {.version = version(), .seed = {}, .pace = 1, .control = true, .self_check = {}},
                    loops),
        server(loops, application, {}) {}

  bool several;
  mock::Loops loops;
  mock::MockApplication application;
  mock::Server server;
};

EmbeddedMock::EmbeddedMock(std::vector<mock::ServedVendor> vendors) : parts_(std::make_unique<Parts>(std::move(vendors))) {}

EmbeddedMock::~EmbeddedMock() = default;

std::string EmbeddedMock::base_url(const std::string& label) const {
  return "http://" + parts_->server.address() + (parts_->several ? "/" + label : "");
}

void EmbeddedMock::deviate(const std::string& deviation) {
  parts_->application.deviate(mock::parse_deviations(deviation));
}

void EmbeddedMock::reset() {
  parts_->application.reset();
}

}  // namespace confab::cli
