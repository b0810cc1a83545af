#include "commands/cleanup.hpp"

#include <fmt/format.h>

#include "formats/left_behind.hpp"
#include "runner/plain_request.hpp"
#include "runner/take_away.hpp"
#include "wiring/files.hpp"
#include "wiring/ledger_claims.hpp"

namespace confab::cli {
namespace {

constexpr int kUnreachable = 3;

bool can_go_on(const std::vector<reports::Leftover>& left) {
  reports::RunResult run;
  run.left_behind = left;
  return reports::littered(run);
}

}  // namespace

int run_cleanup(const CleanupOptions& options) {
  const Knowledge knowledge(options.folders);
  conformance::Ledger ledger(options.ledger, conformance::Ledger::File::existing);
  const std::size_t listed = ledger.open().size();
  if (listed == 0) {
    print("nothing is left to be done\n");
    if (ledger.lists_something()) ledger.remove_file();
    return 0;
  }
  std::vector<reports::Leftover> left;
  for (const Claim& claim : check_claims(ledger, options.target, knowledge)) {
    conformance::Session session(claim.vendor, claim.deployment, claim.run);
    if (const std::string why = conformance::why_unreachable(session); !why.empty()) {
      print(why + "\n", stderr);
      return kUnreachable;
    }
    for (reports::Leftover& one : conformance::take_away(session, claim.creations, ledger)) left.push_back(std::move(one));
  }
  const bool littered = can_go_on(left);
  print(reports::left_behind_text(left));
  print(fmt::format("{} of {} entries are done; {}\n", listed - ledger.open().size(), listed,
                    littered ? "the others stay in the ledger" : "the ledger is removed"));
  if (!littered) ledger.remove_file();
  return littered ? 1 : 0;
}

}  // namespace confab::cli
