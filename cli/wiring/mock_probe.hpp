// Whether a target is a Confab mock, which then needs no credentials and offers every feature.
#pragma once

#include <map>
#include <optional>
#include <string>

namespace confab::cli {

/// By vendor, the base URL at which the mock serves it.
using MockBases = std::map<std::string, std::string>;

/// Asks the target's host for /_confab/health, without any credential, for two seconds at most. Nothing if it does not
/// answer as a Confab mock does. Throws UserError if `target` is no base URL.
[[nodiscard]] std::optional<MockBases> probe_mock(const std::string& target, bool verify_tls);

/// "http://host:1/a/b" -> "http://host:1".
[[nodiscard]] std::string origin_of(const std::string& url);

/// What the body of /_confab/health says; nothing if it is not that.
[[nodiscard]] std::optional<MockBases> read_health(const std::string& body, const std::string& origin);

}  // namespace confab::cli
