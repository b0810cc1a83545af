// From what the user says about a deployment to the Deployment the runner works with.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/deployment.hpp"
#include "model/vendor.hpp"

namespace confab::cli {

/// As given on the command line.
struct TargetOptions {
  std::string url;                                        // empty: that of the file, or the mock inside this process
  std::string file;                                       // a deployment file; empty: none
  std::vector<std::string> credentials;                   // PERSONA=env:VAR | file:PATH | VALUE
  std::vector<std::string> headers;                       // "Name: value", the value likewise
  std::vector<std::string> declared;                      // --feature
  std::vector<std::string> denied;                        // --no-feature
  std::vector<std::string> variables;                     // NAME=VALUE
  std::optional<std::chrono::milliseconds> timeout = {};  // none: that of the file, or 10 seconds
  bool insecure = false;
  bool read_only = false;
};

/// Throws UserError for a persona, feature or variable that none of the vendors knows, a malformed header, a URL with a
/// credential in it.
void check_target_options(const TargetOptions& options, const std::vector<spec::Vendor>& vendors);

/// Features as the contract takes any deployment to have them.
void take_defaults(const spec::Vendor& vendor, conformance::Deployment& deployment);

/// What the options say, which goes before everything else.
void apply_options(const TargetOptions& options, const spec::Vendor& vendor, conformance::Deployment& deployment);

/// A value that must be seen nowhere becomes one of the secrets; one of fewer than 4 bytes would blot out every word.
void add_secret(const std::string& value, conformance::Deployment& deployment);

/// What is a credential of one of them is shown in no report on the others either.
void share_secrets(const std::vector<conformance::Deployment*>& deployments);

/// If `given` refers to where the value stands ("env:VAR"), it is meant to be seen nowhere, and becomes one of the secrets.
void note_secret(std::string_view given, const std::string& value, conformance::Deployment& deployment);

/// A base URL as operations' paths are put behind it.
[[nodiscard]] std::string without_slash(std::string url);

/// Where below its base URL a mock serves the operations: the first mount, what stands in braces named by the variable of
/// that name, or by the word itself.
[[nodiscard]] std::string first_mount(const spec::Vendor& vendor);

/// A Confab mock: every feature, every persona and variable with the mock's own value, then what the options say.
[[nodiscard]] conformance::Deployment mock_deployment(const spec::Vendor& vendor, std::string base_url, std::string label,
                                                      const TargetOptions& options);

/// Any other deployment: features as the contract takes them to be, then what the options say; no credential but theirs.
[[nodiscard]] conformance::Deployment foreign_deployment(const spec::Vendor& vendor, const TargetOptions& options);

/// The options as a repetition needs them: references stay, literal values become "<value>".
[[nodiscard]] std::vector<std::string> repeatable(const TargetOptions& options);

}  // namespace confab::cli
