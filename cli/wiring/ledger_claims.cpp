#include "wiring/ledger_claims.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "client/endpoint.hpp"
#include "runner/contract_path.hpp"
#include "runner/creation_watch.hpp"
#include "runner/request.hpp"
#include "source/user_error.hpp"
#include "wiring/listen_address.hpp"
#include "wiring/mock_probe.hpp"

namespace confab::cli {
namespace {

using conformance::LedgerEntry;

source::UserError refusal(const std::string& file, const LedgerEntry& entry, const std::string& what) {
  return {{file},
          fmt::format("entry {} {}", entry.number, what),
          "Nothing was deleted. Only a ledger as a run left it is taken."};
}

/// The id of a made entry leads to its delete call, and to no other.
void check_calls(const std::string& file, const LedgerEntry& entry, const Claim& claim) {
  const spec::Creation* creation = spec::find_creation(claim.creations, entry.operation);
  if (creation == nullptr) throw refusal(file, entry, fmt::format("is of \"{}\", which creates nothing", entry.operation));
  const spec::Operation& creates = *claim.vendor.operation(entry.operation);
  const auto called = conformance::find_operation(claim.vendor, creates.method, entry.request);
  if (!called || called->operation != &creates) throw refusal(file, entry, "has a request that is none of its operation");
  if (claim.vendor.persona(entry.persona) == nullptr && entry.persona != "nobody" && !claim.vendor.auth_header.empty())
    throw refusal(file, entry, "names a persona that its contract does not have");
  if (entry.state != LedgerEntry::State::made) return;
  const auto call = conformance::delete_call(claim.vendor, *creation, entry.request, entry.id);
  if (!call || call->method != entry.method || call->path != entry.path)
    throw refusal(file, entry, "would be deleted by another call than its contract has for that id");
}

/// Where the ledger says it was; all entries must agree.
std::string origin_in(const std::string& file, const std::vector<LedgerEntry>& entries) {
  const std::string origin = conformance::parse_endpoint(entries.front().base_url).origin();
  for (const LedgerEntry& entry : entries) {
    if (conformance::parse_endpoint(entry.base_url).origin() != origin)
      throw refusal(file, entry, fmt::format("is about another host than entry {}", entries.front().number));
  }
  return origin;
}

std::string where_to(const std::string& file, const std::vector<LedgerEntry>& entries, const TargetOptions& target) {
  const std::string origin = origin_in(file, entries);
  if (!target.url.empty()) {
    if (conformance::parse_endpoint(target.url).origin() == origin) return target.url;
    throw source::UserError({file}, fmt::format("this ledger is about {}, not about the target", origin),
                            "Nothing was deleted. Give the target of the run that wrote it.");
  }
  const std::string& base = entries.front().base_url;
  const bool own_secrets = !target.credentials.empty() || !target.headers.empty();
  if (is_loopback(conformance::parse_endpoint(base).host) && !own_secrets) return base;
  throw source::UserError({file},
                          fmt::format("this ledger is about {}, and a file alone must not decide where to go", origin),
                          fmt::format("If that is right: --target {}", base));
}

void require_credential(const std::string& file, const LedgerEntry& entry, const Claim& claim) {
  if (claim.vendor.auth_header.empty() || entry.persona == "nobody") return;
  if (conformance::credential_of(claim.vendor, claim.deployment, entry.persona)) return;
  throw source::UserError({file}, fmt::format("entry {} belongs to the persona {}", entry.number, entry.persona),
                          fmt::format("Give --credential {}=env:VAR and --target {}", entry.persona, entry.base_url));
}

std::vector<Claim> contracts_in(const std::string& file, const std::vector<LedgerEntry>& entries,
                                const Knowledge& knowledge) {
  std::vector<Claim> claims;
  const std::vector<std::string> known = knowledge.labels();
  for (const LedgerEntry& entry : entries) {
    const auto same = [&](const Claim& claim) { return claim.vendor.label() == entry.vendor; };
    if (std::any_of(claims.begin(), claims.end(), same)) continue;
    if (std::find(known.begin(), known.end(), entry.vendor) == known.end())
      throw refusal(file, entry, "is of a vendor that is none");
    spec::Vendor vendor = knowledge.vendor(entry.vendor);
    spec::Creations creations = knowledge.creations(vendor);
    claims.push_back({std::move(vendor), std::move(creations), {}, entry.run});
  }
  return claims;
}

void aim(std::vector<Claim>& claims, TargetOptions target) {
  const auto bases = target.credentials.empty() ? probe_mock(target.url, !target.insecure) : std::nullopt;
  for (Claim& claim : claims) {
    const auto base = bases ? bases->find(claim.vendor.label()) : MockBases::const_iterator();
    if (!bases || base == bases->end()) {
      claim.deployment = foreign_deployment(claim.vendor, target);
    } else {
      const std::string url = base->second + first_mount(claim.vendor);
      claim.deployment = mock_deployment(claim.vendor, url, url, target);
    }
  }
}

}  // namespace

std::vector<Claim> check_claims(const conformance::Ledger& ledger, const TargetOptions& target, const Knowledge& knowledge) {
  const std::vector<LedgerEntry> entries = ledger.open();
  if (entries.empty()) return {};
  std::vector<Claim> claims = contracts_in(ledger.path(), entries, knowledge);
  std::vector<spec::Vendor> vendors;
  for (const Claim& claim : claims) vendors.push_back(claim.vendor);
  check_target_options(target, vendors);
  const auto claim_of = [&](const LedgerEntry& entry) -> const Claim& {
    return *std::find_if(claims.begin(), claims.end(),
                         [&](const Claim& claim) { return claim.vendor.label() == entry.vendor; });
  };
  for (const LedgerEntry& entry : entries) check_calls(ledger.path(), entry, claim_of(entry));
  TargetOptions there = target;
  there.url = where_to(ledger.path(), entries, target);
  aim(claims, there);
  for (const LedgerEntry& entry : entries) {
    const Claim& claim = claim_of(entry);
    if (entry.base_url != claim.deployment.base_url)
      throw refusal(ledger.path(), entry,
                    fmt::format("is about {}, not about {}", entry.base_url, claim.deployment.base_url));
    require_credential(ledger.path(), entry, claim);
  }
  return claims;
}

}  // namespace confab::cli
