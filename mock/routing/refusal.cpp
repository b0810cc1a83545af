#include "routing/refusal.hpp"

namespace confab::mock {

int status_of(Refused what) {
  switch (what) {
    case Refused::malformed_http:
    case Refused::bad_path_parameter:
    case Refused::bad_query_parameter:
    case Refused::missing_body:
    case Refused::malformed_json:
      return 400;
    case Refused::unauthorized:
    case Refused::expired:
      return 401;
    case Refused::unknown_path:
      return 404;
    case Refused::method_not_allowed:
      return 405;
    case Refused::too_slow:
      return 408;
    case Refused::body_too_large:
      return 413;
    case Refused::unsupported_media_type:
      return 415;
    case Refused::invalid_body:
      return 422;
    case Refused::upgrade_required:
      return 426;
    case Refused::headers_too_large:
      return 431;
    case Refused::internal:
      break;
  }
  return 500;
}

}  // namespace confab::mock
