#include "control/mock_application.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <mutex>
#include <utility>

#include "control/control_pages.hpp"
#include "control/journal.hpp"
#include "control/self_check.hpp"
#include "faults/deviate.hpp"
#include "routing/intake.hpp"
#include "routing/late_steps.hpp"
#include "routing/upgrade_check.hpp"
#include "source/user_error.hpp"

namespace confab::mock {

namespace {

#ifdef CONFAB_SELF_CHECK
constexpr bool kSelfCheckBuild = true;
#else
constexpr bool kSelfCheckBuild = false;
#endif

/// Our own faults. The first one stays, and every later request is answered with it: a test that goes on cannot stay green.
class Faults {
 public:
  void add(const std::string& what) {
    fmt::print(stderr, "confab: the mock breaks its own contract: {}\n", what);
    const std::lock_guard lock(mutex_);
    if (first_.empty()) first_ = what;
  }
  [[nodiscard]] std::string first() const {
    const std::lock_guard lock(mutex_);
    return first_;
  }

 private:
  mutable std::mutex mutex_;
  std::string first_;
};

/// One vendor and where it is served.
struct Served {
  Served(ServedVendor given, const MockSettings& settings, Scheduler& scheduler);

  std::shared_ptr<const spec::Vendor> vendor;
  std::string prefix;  // "/reveng", or empty at the root
  const VendorRow& row;
  std::unique_ptr<VendorMock> mock;
  std::unique_ptr<Intake> intake;
};

Served::Served(ServedVendor given, const MockSettings& settings, Scheduler& scheduler)
    : vendor(std::make_shared<const spec::Vendor>(std::move(given.vendor))),
      row(given.row ? *given.row : vendor_row(vendor->label())) {
  EngineParts parts;
  parts.prompts = given.recall ? PromptBook(std::move(given.recall)) : PromptBook(given.scenarios);
  if (settings.seed) {
    parts.clock = std::make_shared<SteppedClock>();
  } else {
    parts.clock = std::make_shared<RealClock>();
  }
  parts.seed = settings.seed;
  parts.pace = settings.pace;
  mock = row.make(*vendor, std::move(parts), scheduler);
  intake = std::make_unique<Intake>(*vendor, Intake::Rules{row.body_rules, row.query, vendor->mounts, vendor->either_slash},
                                    [this](const Request& request) { return mock->authenticate(request); });
}

spec::SecretNames names_of(const std::vector<ServedVendor>& vendors) {
  spec::SecretNames names;
  for (const ServedVendor& each : vendors) names.add(each.vendor);
  return names;
}

bool is_below(std::string_view path, std::string_view prefix) {
  return prefix.empty() || (path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/'));
}

}  // namespace

struct MockApplication::Parts {
  Parts(std::vector<ServedVendor> vendors, MockSettings given, Scheduler& scheduler);

  /// nullptr: no vendor is served there.
  Served* served_at(std::string_view path) const;
  Reply answer(const Request& request);
  Reply answer_here(Served& served, const Request& request);
  Reply answer_as(Served& served, const Request& request);
  static Reply refuse_upgrade(Served& served, const Refusal& refusal);
  static Reply refuse_route(Served& served, const Request& request, const Refusal& refusal);
  Reply answer_later(Served* served, std::uint64_t number, Reply reply);
  Reply checked(const Served& served, const spec::Operation& operation, bool from_start, Reply reply);
  void reset();
  std::string known_prefixes() const;

  MockSettings settings;
  bool self_check;
  std::shared_ptr<Faults> faults = std::make_shared<Faults>();  // shared with streams
  std::vector<std::unique_ptr<Served>> served;
  Journal journal;
  SwitchedOn deviations;
  std::unique_ptr<ControlPages> pages;
};

MockApplication::Parts::Parts(std::vector<ServedVendor> vendors, MockSettings given, Scheduler& scheduler)
    : settings(std::move(given)), self_check(settings.self_check.value_or(kSelfCheckBuild)), journal(names_of(vendors)) {
  const bool at_root = vendors.size() == 1 && !settings.prefixed;
  ControlPages::About about{.version = settings.version, .vendors = {}, .at_root = at_root};
  for (ServedVendor& vendor : vendors) {
    served.push_back(std::make_unique<Served>(std::move(vendor), settings, scheduler));
    about.vendors.push_back(served.back()->vendor->label());
    if (!at_root) served.back()->prefix = "/" + about.vendors.back();
  }
  deviations.set(settings.deviations);
  pages = std::make_unique<ControlPages>(std::move(about), journal, deviations, [this] { reset(); });
}

Served* MockApplication::Parts::served_at(std::string_view path) const {
  const auto found =
      std::find_if(served.begin(), served.end(), [path](const auto& each) { return is_below(path, each->prefix); });
  return found == served.end() ? nullptr : found->get();
}

std::string MockApplication::Parts::known_prefixes() const {
  std::string text = "Served here:";
  for (const auto& each : served) text += fmt::format(" {}", each->prefix);
  return text;
}

Reply MockApplication::Parts::answer(const Request& request) {
  if (settings.control && request.path.starts_with(kControlPrefix)) return pages->answer(request);
  Served* const served_here = served_at(request.path);
  Reply reply = served_here ? answer_here(*served_here, request) : plain_error(404, known_prefixes());
  const std::uint64_t number = journal.record(request, reply.later ? 0 : reply.websocket ? 101 : reply.status);
  return reply.later ? answer_later(served_here, number, std::move(reply)) : reply;
}

Reply MockApplication::Parts::answer_here(Served& here, const Request& request) {
  const auto own = settings.control ? request.header(kDeviateHeader) : std::nullopt;
  if (!own && !deviations.any()) return answer_as(here, request);
  DeviationList list = *deviations.get();
  try {
    for (auto& each : parse_deviations(own.value_or(""))) list.push_back(std::move(each));
  } catch (const source::UserError& error) {
    return plain_error(400, error.render());
  }
  const auto route = here.intake->route(request, request.path.substr(here.prefix.size()));
  const Asked asked{here.vendor, route ? &here.vendor->operations[route->operation] : nullptr};
  return answer_deviating(list, request, asked, [&](const Request& seen) { return answer_as(here, seen); });
}

Reply MockApplication::Parts::answer_later(Served* here, std::uint64_t number, Reply reply) {
  const auto settle = [this, here, number](Reply now) {
    if (now.later) return answer_later(here, number, std::move(now));
    journal.settle(number, now.status);
    return now;
  };
  reply.later = guarded(and_then(std::move(reply.later), settle), [this, here, number](const char* fault) {
    fmt::print(stderr, "confab: {}\n", fault);
    journal.settle(number, status_of(Refused::internal));
    return here->mock->refuse({Refused::internal, fault, {}, {}});
  });
  return reply;
}

Reply MockApplication::Parts::answer_as(Served& here, const Request& request) {
  if (self_check) {
    if (const std::string fault = faults->first(); !fault.empty())
      return here.mock->refuse({Refused::internal, fault, {}, {}});
  }
  const auto route = here.intake->route(request, request.path.substr(here.prefix.size()));
  if (!route) return refuse_route(here, request, route.error());
  const spec::Operation& operation = here.vendor->operations[route->operation];
  if (auto early = here.mock->early(request, operation)) return checked(here, operation, true, std::move(*early));
  auto call = here.intake->admit(request, *route);
  if (!call) return checked(here, operation, true, here.mock->refuse(call.error()));
  const spec::StreamSpec* stream = here.vendor->stream(operation.id);
  if (stream && stream->framing == spec::Framing::websocket) {
    if (const auto refusal = check_upgrade(request)) return checked(here, operation, true, refuse_upgrade(here, *refusal));
  }
  if (auto reply = here.mock->before_body(*call)) return checked(here, operation, true, std::move(*reply));
  if (const auto refusal = here.intake->read_body(*call)) return checked(here, operation, true, here.mock->refuse(*refusal));
  const bool resumed = stream && stream->replay && call->query_value(stream->replay->query);
  return checked(here, operation, !resumed, here.mock->answer(*call));
}

Reply MockApplication::Parts::refuse_upgrade(Served& here, const Refusal& refusal) {
  Reply reply = here.mock->refuse(refusal);
  if (refusal.what != Refused::upgrade_required) return reply;
  // RFC 9110, 7.8 and 15.5.22; RFC 6455, 4.4.
  reply.headers.insert(reply.headers.end(),
                       {{"Upgrade", "websocket"}, {"Connection", "Upgrade"}, {"Sec-WebSocket-Version", "13"}});
  return reply;
}

Reply MockApplication::Parts::refuse_route(Served& here, const Request& request, const Refusal& refusal) {
  if (here.row.auth_before_405 && refusal.what == Refused::method_not_allowed) {
    if (const auto caller = here.mock->authenticate(request); !caller) return here.mock->refuse(caller.error());
  }
  if (refusal.what == Refused::unknown_path) {
    if (auto reply = here.mock->unrouted(request, request.path.substr(here.prefix.size()))) return std::move(*reply);
  }
  return here.mock->refuse(refusal);
}

Reply MockApplication::Parts::checked(const Served& here, const spec::Operation& operation, bool from_start, Reply reply) {
  if (!self_check) return reply;
  if (reply.later) {
    reply.later = and_then(std::move(reply.later), [this, &here, &operation, from_start](Reply now) {
      return checked(here, operation, from_start, std::move(now));
    });
    return reply;
  }
  if (const std::string breach = breach_of(*here.vendor, operation, reply); !breach.empty()) {
    faults->add(breach);
    return here.mock->refuse({Refused::internal, breach, {}, {}});
  }
  const spec::StreamSpec* stream = here.vendor->stream(operation.id);
  if (!reply.stream || !stream) return reply;
  reply.stream = judge_stream(std::move(reply.stream), here.vendor, *stream, from_start,
                              [known = faults](const std::string& breach) { known->add(breach); });
  return reply;
}

void MockApplication::Parts::reset() {
  for (const auto& each : served) each->mock->reset();
  journal.clear();
}

MockApplication::MockApplication(std::vector<ServedVendor> vendors, MockSettings settings, Scheduler& scheduler)
    : parts_(std::make_unique<Parts>(std::move(vendors), std::move(settings), scheduler)) {}

MockApplication::~MockApplication() = default;

Reply MockApplication::answer(const Request& request) {
  try {
    return parts_->answer(request);
  } catch (const std::exception& fault) {
    fmt::print(stderr, "confab: {} {}: {}\n", request.method, request.path, fault.what());
    return refuse({Refused::internal, fault.what(), {}, {}}, request.path);
  }
}

Reply MockApplication::refuse(const Refusal& refusal, std::string_view path) {
  Served* here = parts_->served_at(path);
  Reply reply = here ? here->mock->refuse(refusal) : plain_error(status_of(refusal.what), refusal.detail);
  if (here && parts_->deviations.any()) reply = spoilt(*parts_->deviations.get(), {here->vendor, nullptr}, std::move(reply));
  parts_->journal.record_refused(path, reply.status);
  return reply;
}

std::optional<std::uint64_t> MockApplication::body_limit(std::string_view path) const {
  const Served* here = parts_->served_at(path);
  if (!here || here->row.body_limit == 0) return std::nullopt;
  return here->row.body_limit;
}

void MockApplication::deviate(DeviationList list) {
  parts_->deviations.set(std::move(list));
}

void MockApplication::reset() {
  parts_->reset();
}

void MockApplication::stop() {
  for (const auto& each : parts_->served) each->mock->stop();
}

}  // namespace confab::mock
