// Plays one scenario from its first step to its clean-up.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "loader/scenario.hpp"
#include "result/result.hpp"
#include "runner/session.hpp"
#include "runner/step_player.hpp"
#include "runner/streams.hpp"
#include "runner/values.hpp"

namespace confab::conformance {

/// Why a clause that built-in checks prove got no judgement in a story. Counts only where no story judged it.
struct Unreached {
  reports::Verdict verdict = reports::Verdict::untested;
  std::string reason;
};

struct PlayedStory {
  reports::ScenarioResult result;
  std::map<std::string, Unreached, std::less<>> unreached;  // by clause
};

/// Why a step is not played; empty: it is.
[[nodiscard]] std::string why_skipped(const scenarios::Step& step, const Deployment& deployment);
/// Why a whole story is not; empty: it is.
[[nodiscard]] std::string why_skipped(const scenarios::Scenario& scenario, const spec::Vendor& vendor,
                                      const Deployment& deployment);

/// Never throws: a fault of ours becomes the verdict `error`.
[[nodiscard]] PlayedStory play_story(Session& session, const scenarios::Scenario& scenario);

/// A story of which no step is played, for that reason.
[[nodiscard]] PlayedStory skip_story(const Session& session, const scenarios::Scenario& scenario, const Stop& why);

}  // namespace confab::conformance
