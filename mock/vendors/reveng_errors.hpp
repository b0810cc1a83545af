// RevEng.AI's error codes (docs.reveng.ai/errors) and envelope.
#pragma once

#include <string>
#include <string_view>

#include "engine/engine.hpp"
#include "routing/refusal.hpp"
#include "routing/reply.hpp"

namespace confab::mock::reveng {

struct ErrorCode {
  std::string_view code;
  int status;
  std::string_view title;
};

/// Violates an invariant for a code that is not in the table.
[[nodiscard]] const ErrorCode& error_code(std::string_view code);

/// {"error": {"code", "message", "trace_id", "detail", "doc_url"}}; no detail if it is empty.
[[nodiscard]] Reply error_reply(const ErrorCode& code, std::string_view detail, std::string trace_id);

/// The vendor's words for a request that is refused before it reaches an operation.
[[nodiscard]] ErrorCode error_for(Refused what);
/// The vendor's words for what the engine denies.
[[nodiscard]] ErrorCode error_for(Denied what);

}  // namespace confab::mock::reveng
