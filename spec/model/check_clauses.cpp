#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "model/check_ids.hpp"
#include "model/load_clauses.hpp"
#include "model/record.hpp"
#include "source/nearest_word.hpp"

namespace confab::spec {
namespace {

/// Judged by steps that name their clauses themselves, so not bound to the operation that streams.
constexpr std::array<std::string_view, 4> kJudgedBySteps{"stream.replay", "stream.stored", "stream.text",
                                                         "stream.incremental"};
constexpr std::string_view kOrderPrefix = "stream.order.";

class ClauseChecks {
 public:
  ClauseChecks(const source::Document& document, const Vendor& vendor)
      : document_(document), vendor_(vendor), check_ids_(check_ids(vendor)) {
    for (const Operation& operation : vendor.operations) operation_ids_.push_back(operation.id);
  }

  void check_all() {
    for (std::size_t i = 0; i < vendor_.clauses.size(); ++i) {
      const Clause& clause = vendor_.clauses[i];
      const std::string at = below("", i);
      check_id(clause, at);
      check_operation(clause, at);
      check_proof_or_reason(clause, at);
      for (std::size_t k = 0; k < clause.proved_by.size(); ++k) {
        check_proof(clause, clause.proved_by[k], below(at + "/proved_by", k));
      }
    }
  }

 private:
  void check_id(const Clause& clause, const std::string& at) {
    const std::string prefix = vendor_.label() + ".";
    if (!clause.id.starts_with(prefix) || clause.id.size() == prefix.size()) {
      throw document_.error(at + "/id", fmt::format("clause id \"{}\" does not start with \"{}\"", clause.id, prefix),
                            fmt::format("Ids start with the contract's name: write \"{}…\".", prefix));
    }
    const auto odd = clause.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.");
    if (odd != std::string::npos) {
      throw document_.error(at + "/id", fmt::format("clause id \"{}\" holds \"{}\"", clause.id, clause.id[odd]),
                            "Ids consist of lower case letters, digits, \"_\" and \".\".");
    }
    const auto [first, fresh] = rows_.emplace(clause.id, clause.place.line);
    if (fresh) return;
    throw document_.error(at + "/id", fmt::format("clause id \"{}\" is there twice", clause.id),
                          fmt::format("The other row is at line {}. Ids are never reused.", first->second));
  }

  void check_operation(const Clause& clause, const std::string& at) const {
    if (clause.operation.empty() || vendor_.operation(clause.operation) != nullptr) return;
    throw document_.error(at + "/operation", fmt::format("{} has no operation \"{}\"", vendor_.name, clause.operation),
                          source::suggest(clause.operation, operation_ids_));
  }

  void check_proof_or_reason(const Clause& clause, const std::string& at) const {
    const bool proved = !clause.proved_by.empty();
    const bool excluded = !clause.excluded.empty();
    if (proved && excluded) {
      throw document_.error(at + "/excluded", fmt::format("clause \"{}\" is both proved and excluded", clause.id),
                            "Keep \"proved_by\" if something proves it, otherwise \"excluded\".");
    }
    if (!proved && !excluded) {
      throw document_.error(at, fmt::format("clause \"{}\" has neither proof nor reason", clause.id),
                            "Add \"proved_by: [scenario or check id]\", or \"excluded: why nothing proves it\".");
    }
  }

  void check_proof(const Clause& clause, const std::string& proof, const std::string& at) const {
    if (proof.find('/') != std::string::npos) {
      check_scenario_id(proof, at);
      return;
    }
    if (std::find(check_ids_.begin(), check_ids_.end(), proof) == check_ids_.end()) {
      throw document_.error(
          at, fmt::format("there is no check \"{}\"", proof),
          source::suggest(proof, check_ids_) + fmt::format(" Scenario ids are written \"{}/name\".", vendor_.folder()));
    }
    check_reachable(clause, proof, at);
  }

  void check_scenario_id(const std::string& proof, const std::string& at) const {
    if (proof.starts_with(vendor_.folder() + "/")) return;
    throw document_.error(
        at, fmt::format("\"{}\" is no scenario of {}", proof, vendor_.label()),
        fmt::format("A scenario id is the file's path below scenarios/ without .yaml: \"{}/…\".", vendor_.folder()));
  }

  /// A check that can never run on the clause's operation would leave the clause untested for ever.
  void check_reachable(const Clause& clause, const std::string& proof, const std::string& at) const {
    const bool by_step = std::find(kJudgedBySteps.begin(), kJudgedBySteps.end(), proof) != kJudgedBySteps.end();
    if (!proof.starts_with("stream.") || clause.operation.empty() || by_step) return;
    const StreamSpec* stream = vendor_.stream(clause.operation);
    if (stream == nullptr) {
      throw document_.error(at, fmt::format("\"{}\" judges streams, and operation \"{}\" has none", proof, clause.operation),
                            "Name the operation that streams, or leave \"operation\" out.");
    }
    if (!proof.starts_with(kOrderPrefix) || proof == "stream.order.run") return;
    const std::string lane = proof.substr(kOrderPrefix.size());
    const bool known =
        std::any_of(stream->lanes.begin(), stream->lanes.end(), [&](const Lane& l) { return l.name == lane; });
    if (known) return;
    throw document_.error(at, fmt::format("the stream of \"{}\" has no lane \"{}\"", clause.operation, lane),
                          "Name a lane of that stream (stream.yaml).");
  }

  const source::Document& document_;
  const Vendor& vendor_;
  std::vector<std::string> check_ids_;
  std::vector<std::string> operation_ids_;
  std::map<std::string, int> rows_;
};

}  // namespace

void check_clauses(const source::Document& document, const Vendor& vendor) {
  ClauseChecks(document, vendor).check_all();
}

}  // namespace confab::spec
