#include "deployment/deployment_template.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "source/json_text.hpp"

namespace confab::cli {
namespace {

constexpr std::string_view kLimits = R"(
# What the deployment allows. 429 and Retry-After are obeyed in any case.
limits:
  # requests_per_second: 2        # spread evenly; 0.5 is one in two seconds
  # concurrency: 4                # connections in use at the same time, open streams included
  request_timeout: 10s            # for one exchange
  # stream_timeout: 2m            # how long a stream may be silent; without it what scenarios allow, 30s mostly
  retry_timeout: 1m               # how long a request that is refused with 429 is repeated
  # response_bytes: 8388608       # of one answer or stream
  # stream_frames: 10000          # of one stream

# Paths are those of PEM files, relative to this file.
# tls:
#   ca_file: our-ca.pem           # trusted instead of what the system trusts
#   client_certificate: me.pem
#   client_key: me.key            # without a passphrase
#   insecure: true                # verifies nothing: only for a deployment that holds nothing of value

# proxy: http://proxy.example.com:3128
# proxy: env:PROXY_URL            # with a user and a password in it

# Sent with every request; the value may come from env:VAR, file:PATH or a command.
# headers:
#   X-Tenant: acme

# Play only what changes nothing, as with --read-only. The result is then partial.
read_only: false
)";

std::string upper_word(std::string_view text) {
  std::string word;
  for (const unsigned char c : text) word += std::isalnum(c) ? static_cast<char>(std::toupper(c)) : '_';
  return word;
}

std::string head(const spec::Vendor& vendor) {
  std::string text = fmt::format(
      "# A deployment of {}. Judge it with:\n#   confab check {} --deployment FILE\n"
      "# Options of the command line go before what stands here.\nvendor: {}\n",
      vendor.title, vendor.label(), vendor.name);
  if (!vendor.contract.empty()) text += fmt::format("contract: {}\n", vendor.contract);
  return text + fmt::format("base_url: {}\n", vendor.base_url);
}

std::string credentials(const spec::Vendor& vendor) {
  if (vendor.auth_header.empty()) return {};
  std::string text = fmt::format(
      "\n# By persona: env:VAR, file:PATH, or a command whose first line of output it is; never the credential itself.\n"
      "# It is sent as \"{}: {}…\". Scenarios whose persona is missing here are skipped.\ncredentials:\n",
      vendor.auth_header, vendor.auth_prefix);
  for (const spec::Persona& persona : vendor.personas) {
    if (!persona.same_as.empty()) continue;  // sent in another way, but the default one's
    const char* mark = persona.name == "default" ? "" : "# ";
    text +=
        fmt::format("  {}{}: env:{}  # {}\n", mark, persona.name, credential_variable(vendor, persona.name), persona.text);
  }
  return text + "  # default: { command: [secret-tool, lookup, service, " + vendor.name + "] }\n";
}

std::string by_default(spec::FeatureDefault value) {
  if (value == spec::FeatureDefault::declared) return "true";
  return value == spec::FeatureDefault::tried ? "tried" : "false";
}

std::string features(const spec::Vendor& vendor) {
  if (vendor.features.empty()) return {};
  std::string text =
      "\n# What the deployment offers. true: it does, and its absence is judged. false: what needs it is skipped. Left out: "
      "as\n"
      "# in the brackets; [tried] is used where it shows, and skipped where it does not.\nfeatures:\n";
  for (const spec::Feature& feature : vendor.features) {
    if (feature.name == "scripted_agent") continue;  // only the mock has one
    const bool declared = feature.by_default == spec::FeatureDefault::declared;
    text += fmt::format("  {}{}: true  # [{}] {}\n", declared ? "" : "# ", feature.name, by_default(feature.by_default),
                        feature.text);
  }
  return text;
}

std::string variables(const spec::Vendor& vendor) {
  if (vendor.variables.empty()) return {};
  std::string text =
      "\n# What the deployment calls its own. Scenarios that need one that is missing are skipped.\nvariables:\n";
  for (const spec::Variable& variable : vendor.variables)
    text += fmt::format("  # {}: {}  # {}\n", variable.name, source::render_json(variable.by_default), variable.text);
  return text;
}

constexpr std::string_view kPrompts = R"(
# The deployment's own wording of what scenarios say, by the prompt's name (see `prompts:` in the scenarios).
# prompts:
#   NAME: Do what this scenario is about, in words that your agent understands.
)";

/// A mapping of which every line is commented out would be no mapping.
std::string without_empty_mappings(std::string text) {
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = text.find('\n', start);
    const std::string line = text.substr(start, end - start);
    std::size_t next = end + 1;
    const bool opens = !line.empty() && line[0] != '#' && line[0] != ' ' && line.ends_with(':');
    bool holds = false;
    for (; opens && text.substr(next, 2) == "  "; next = text.find('\n', next) + 1) holds = holds || text[next + 2] != '#';
    if (opens && !holds) text.insert(start, "# ");
    start = text.find('\n', start) + 1;
  }
  return text;
}

}  // namespace

std::string credential_variable(const spec::Vendor& vendor, const std::string& persona) {
  const std::string key = upper_word(vendor.name) + "_API_KEY";
  return persona == "default" ? key : key + "_" + upper_word(persona);
}

std::string deployment_template(const spec::Vendor& vendor) {
  return without_empty_mappings(head(vendor) + credentials(vendor) + features(vendor) + variables(vendor)) +
         std::string(kPrompts) + std::string(kLimits);
}

}  // namespace confab::cli
