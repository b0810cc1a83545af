#include "loader/step.hpp"

namespace confab::scenarios {
namespace {

struct KindName {
  std::string operator()(const CallStep& step) const { return step.exchange.operation.empty() ? "request" : "call"; }
  std::string operator()(const StreamStep& step) const { return step.socket ? "socket" : "stream"; }
  std::string operator()(const SendStep&) const { return "send"; }
  std::string operator()(const AwaitStep&) const { return "await"; }
  std::string operator()(const ReplayStep&) const { return "replay"; }
  std::string operator()(const CloseStep&) const { return "close"; }
  std::string operator()(const PollStep&) const { return "poll"; }
  std::string operator()(const CompareStep&) const { return "compare"; }
  std::string operator()(const PagesStep&) const { return "pages"; }
  std::string operator()(const ParallelStep&) const { return "parallel"; }
};

}  // namespace

std::string Step::kind() const {
  return std::visit(KindName{}, action);
}

}  // namespace confab::scenarios
