// What all stories of one run share.
#pragma once

#include <atomic>
#include <string>

#include "client/deployment.hpp"
#include "client/http_client.hpp"
#include "model/vendor.hpp"
#include "result/result.hpp"
#include "runner/attribution.hpp"
#include "runner/creation_watch.hpp"
#include "runner/gate.hpp"
#include "runner/recorder.hpp"
#include "runner/throttle.hpp"

namespace confab::conformance {

/// Whether it is still worth asking. Safe to use from several threads.
class Contact {
 public:
  void note(const HttpResponse& response) {
    const bool whole = response.status > 0 && (response.fault == HttpFault::none || response.fault == HttpFault::stopped);
    if (whole) heard_ = true;
    if (!whole) ++silent_;
  }
  /// So many exchanges in a row without a single whole response in the run: playing on would only cost time.
  [[nodiscard]] bool lost() const { return !heard_ && silent_ >= kHopeless; }

 private:
  static constexpr int kHopeless = 8;
  std::atomic<bool> heard_ = false;
  std::atomic<int> silent_ = 0;
};

/// Borrows vendor and deployment. Safe to use from several threads.
struct Session {
  /// Throws UserError if the deployment's base URL or proxy is none, or a TLS file does not hold what it should.
  Session(const spec::Vendor& the_vendor, const Deployment& the_deployment, std::string the_run_id,
          Remembering remembering = {}, const std::atomic<bool>* the_interruption = nullptr)
      : vendor(the_vendor),
        deployment(the_deployment),
        run_id(std::move(the_run_id)),
        client({the_deployment.base_url, the_deployment.verify_tls, the_deployment.tls, the_deployment.proxy}),
        throttle(the_deployment.limits),
        gate(the_deployment.limits.concurrency),
        recorder(the_deployment, spec::SecretNames(the_vendor)),
        attribution(the_vendor),
        creations(the_vendor, the_deployment, recorder, run_id, remembering),
        interruption(the_interruption) {}

  /// One exchange within the deployment's time.
  [[nodiscard]] HttpResponse send(const HttpRequest& request, std::chrono::milliseconds at_most) {
    HttpBudget budget;
    budget.time = std::min(deployment.timeout, at_most);
    budget.body_bytes = deployment.limits.response_bytes;
    HttpResponse response = client.send(request, budget);
    if (response.fault == HttpFault::body_too_big && response.body.size() > reports::kRecordedBytes) {
      response.body.resize(reports::kRecordedBytes);  // nobody parses what has no end, and many of these may come at once
      response.body.shrink_to_fit();
    }
    contact.note(response);
    return response;
  }

  const spec::Vendor& vendor;
  const Deployment& deployment;
  const std::string run_id;
  HttpClient client;
  Throttle throttle;  // every request waits for its turn
  Gate gate;          // of connections; a story has all it needs before it begins
  Recorder recorder;
  const Attribution attribution;
  const CreationWatch creations;
  /// Somebody wants the run to end: no new step is begun and nothing is waited for any longer. nullptr: nobody can.
  const std::atomic<bool>* const interruption;
  [[nodiscard]] bool interrupted() const { return interruption != nullptr && *interruption; }
  Contact contact;
  /// A stream of this run once stayed open and silent for the whole time a step allows. The breach is on record; from then
  /// on other streams need not be awaited as long.
  std::atomic<bool> stalled = false;
};

}  // namespace confab::conformance
