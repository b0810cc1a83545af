#include "faults/deviate.hpp"

#include <algorithm>
#include <utility>

#include "routing/late_steps.hpp"

namespace confab::mock {

Reply spoilt(const DeviationList& list, const Asked& asked, Reply reply) {
  if (reply.later) {
    reply.later = and_then(std::move(reply.later), [list, asked](Reply now) { return spoilt(list, asked, std::move(now)); });
    return reply;
  }
  for (const auto& each : list) {
    if (each->concerns(reply)) each->deviation().spoil(reply, asked);
  }
  return reply;
}

Reply answer_deviating(const DeviationList& list, const Request& request, const Asked& asked,
                       const std::function<Reply(const Request&)>& answer) {
  DeviationList concerned;
  for (const auto& each : list) {
    if (each->concerns(request, asked)) concerned.push_back(each);
  }
  EditedRequest edited(request);
  for (const auto& each : concerned) each->deviation().misread(edited, asked);
  const Request seen = edited.view();
  for (const auto& each : concerned) {
    if (auto reply = each->deviation().instead()) return spoilt(concerned, asked, *std::move(reply));
  }
  const bool twice =
      std::any_of(concerned.begin(), concerned.end(), [](const auto& each) { return each->deviation().repeats(); });
  if (twice) (void)answer(seen);
  return spoilt(concerned, asked, answer(seen));
}

}  // namespace confab::mock
