// One request and its response over a connection that is open already.
#pragma once

#include <functional>
#include <string_view>

#include "client/connection.hpp"
#include "client/http_client.hpp"
#include "client/patience.hpp"
#include "client/wire.hpp"

namespace confab::conformance {

struct Exchanged {
  HttpResponse response;    // without body: that went to the receiver
  bool reusable = false;    // the connection can carry another exchange
  bool never_sent = false;  // not one byte of the request left
  bool unanswered = false;  // not one byte came back
};

/// Neither the method, nor the target, nor a header may contain what would break the request apart: that is our own fault
/// (InvariantViolated).
void require_sendable(const HttpRequest& request);

/// cpp-httplib writes the request, which must be sendable, with Host, Accept, User-Agent and Content-Length where the
/// headers have none, and undoes the Content-Encoding. The response's head is handed over before the first bytes of the
/// body.
[[nodiscard]] Exchanged run_exchange(Connection& connection, const Endpoint& endpoint, const HttpRequest& request,
                                     const HttpBudget& budget, const Patience& patience, const StreamHandler& receiver);
/// The same over a wire that goes on to be used: what came after a head that the receiver hung up on is still in it.
[[nodiscard]] Exchanged run_exchange(Wire& wire, const Endpoint& endpoint, const HttpRequest& request,
                                     const HttpBudget& budget, const StreamHandler& receiver);

}  // namespace confab::conformance
