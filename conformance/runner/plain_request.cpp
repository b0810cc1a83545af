#include "runner/plain_request.hpp"

#include <fmt/format.h>

#include "runner/request.hpp"

namespace confab::conformance {

HttpResponse send_plainly(Session& session, const std::string& method, const std::string& path, const std::string& persona,
                          const source::Json& query) {
  const scenarios::Scenario no_story;
  const Values values(no_story, session.deployment, session.run_id);
  scenarios::Exchange exchange;
  exchange.method = method;
  RequestParts parts = fill_request(session.vendor, session.deployment, values, exchange, persona);
  parts.target = path;
  parts.query.update(query);
  session.throttle.await_turn();
  return session.send(render_request(parts), session.deployment.timeout);
}

std::string why_unreachable(Session& session) {
  HttpBudget budget;
  budget.time = session.deployment.timeout;
  budget.body_bytes = 64 * 1024;
  session.throttle.await_turn();
  const HttpResponse response = session.client.send({"GET", "/", session.deployment.headers, std::nullopt}, budget);
  const bool no_way = response.fault == HttpFault::unreachable || response.fault == HttpFault::tls;
  const bool no_http = response.fault == HttpFault::not_http && response.status == 0;
  if (!no_way && !no_http) return {};
  return session.recorder.redact(fmt::format("{} cannot be tested: {}: {}", session.deployment.base_url,
                                             to_string(response.fault), response.fault_text));
}

}  // namespace confab::conformance
