// JUnit XML, as CI servers read it (the Ant task's elements, which Jenkins, GitLab and GitHub actions agree on).
#pragma once

#include <string>

#include "result/result.hpp"

namespace confab::reports {

/// One suite an operation and one test case a clause that is not excluded, so that the counts are those of the JSON
/// `summary`:
///   fail -> failure; warn -> failure under --strict, else passed with the finding in system-out; info -> passed likewise;
///   error, untestable -> error; skip -> skipped; untested -> skipped where it was not asked for or nothing could be
///   reached, else error.
/// What a baseline excuses is skipped, with the baseline's reason in its message and the findings in system-out.
/// What no clause carries comes in suites of its own: "deployment" when it could not be reached, "baseline" for its stale
/// lines, and "<vendor>.scenarios" for stories that failed without a clause being concerned. Characters that XML forbids
/// become U+FFFD.
[[nodiscard]] std::string render_junit(const RunResult& run);

}  // namespace confab::reports
