#include "commands/mock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>

#include "control/mock_application.hpp"
#include "net/server.hpp"
#include "secrets/presented.hpp"
#include "source/user_error.hpp"
#include "wiring/files.hpp"
#include "wiring/listen_address.hpp"
#include "wiring/target.hpp"
#include "wiring/version.hpp"

namespace confab::cli {
namespace {

/// Knowledge has one owner at a time; vendors may hear their first message at the same moment.
struct SharedKnowledge {
  explicit SharedKnowledge(Folders folders) : knowledge(std::move(folders)) {}
  Knowledge knowledge;
  std::mutex mutex;
};

std::vector<mock::ServedVendor> served_vendors(const MockOptions& options) {
  const auto shared = std::make_shared<SharedKnowledge>(options.folders);
  const bool embedded = options.folders.spec.empty() && options.folders.scenarios.empty();
  std::vector<mock::ServedVendor> served;
  for (const std::string& name : shared->knowledge.expand(options.vendor, options.contract)) {
    mock::ServedVendor& one = served.emplace_back(mock::ServedVendor{shared->knowledge.vendor(name), {}, {}});
    if (embedded) {
      one.recall = [shared, name] {
        const std::lock_guard lock(shared->mutex);
        return shared->knowledge.scenarios(shared->knowledge.vendor(name));
      };
    } else {
      one.scenarios = shared->knowledge.scenarios(one.vendor);  // the user's own: what is wrong in them is said at once
    }
  }
  return served;
}

/// A request that needs nothing but a credential, for people to paste.
std::string example(const spec::Vendor& vendor, const std::string& base) {
  const auto simple = std::find_if(vendor.operations.begin(), vendor.operations.end(), [](const spec::Operation& operation) {
    return operation.method == "GET" && operation.path.find('{') == std::string::npos;
  });
  if (simple == vendor.operations.end()) return {};
  std::string header;
  const spec::Persona* persona = vendor.persona("default");
  if (persona && !vendor.auth_header.empty())
    header = fmt::format("-H '{}: {}' ", vendor.auth_header, spec::present(vendor, "default", persona->credential).value);
  return fmt::format("  try       curl {}{}{}\n", header, base, simple->path);
}

std::string welcome(const std::vector<mock::ServedVendor>& served, const std::string& origin, bool prefixed, bool control) {
  std::string text = fmt::format("confab mock {} listens on {}\n", version(), origin);
  for (const mock::ServedVendor& one : served) {
    const std::string label = one.vendor.label();
    const std::string base = (prefixed ? origin + "/" + label : origin) + first_mount(one.vendor);
    text += fmt::format("{}: {}\n", label, base);
    text += example(one.vendor, base);
    if (!one.vendor.auth_header.empty()) text += fmt::format("  personas  confab list personas {}\n", label);
  }
  if (control) text += fmt::format("control: {0}/_confab/health, {0}/_confab/journal\n", origin);
  return text + "Ctrl-C stops it.\n";
}

}  // namespace

int run_mock(const MockOptions& options) {
  const ListenAddress address = parse_listen_address(options.listen);
  std::vector<mock::ServedVendor> served = served_vendors(options);
  const bool control = options.control || is_loopback(address.host);
  mock::DeviationList deviations;
  for (const std::string& text : options.deviations)
    deviations.push_back(std::make_shared<const mock::AimedDeviation>(text));
  mock::MockSettings settings{.version = version(),
                              .seed = options.seed,
                              .pace = options.pace,
                              .control = control,
                              .deviations = std::move(deviations),
                              .prefixed = options.vendor == "all"};
  mock::ServerSettings server_settings;
  server_settings.host = address.host;
  server_settings.port = address.port;
  server_settings.heartbeat = options.heartbeat;

  std::optional<OutputFile> port_file;
  if (!options.port_file.empty()) port_file.emplace(options.port_file);
  mock::Loops loops;
  mock::MockApplication application(served, settings, loops);
  mock::Server server(loops, application, server_settings);
  if (port_file) port_file->write(fmt::format("{}\n", server.port()));
  if (!options.quiet) print(welcome(served, "http://" + server.address(), settings.prefixed, control));
  server.run_until_signal();
  return 0;
}

}  // namespace confab::cli
