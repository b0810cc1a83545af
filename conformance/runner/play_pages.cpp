// pages: a list followed over its pages, judged as one array.
#include <fmt/format.h>

#include "checks/breach_tally.hpp"
#include "runner/next_page.hpp"
#include "runner/step_player.hpp"

namespace confab::conformance {
namespace {

using source::Json;

bool append(Json& all, const Json& body, const std::string& items) {
  const Json* page = source::find(body, items);
  if (page == nullptr || !page->is_array()) return false;
  for (const Json& item : *page) all.push_back(item);
  return true;
}

/// There is no list that could be judged, and that is the server's doing.
void add_endless(int pages, const scenarios::Step& step, int exchange, StepLog& log) {
  const auto add = [&](const std::vector<std::string>& proves) {
    log.add_outcome(broken("expect.body", fmt::format("a last page among the first {}", pages), "page after page"),
                    proves.empty() ? step.proves : proves, exchange);
  };
  for (const auto& expectation : step.expect) add(expectation.proves);
  if (step.expect.empty()) add({});
}

}  // namespace

void StepPlayer::act(const scenarios::PagesStep& pages, const Step& step, StepLog& log) {
  RequestParts parts = fill_request(session_.vendor, session_.deployment, values_, pages.exchange, step.persona);
  Json all = Json::array();
  for (int page = 1;; ++page) {
    const RawExchange raw = exchange_once(parts, session_.deployment.timeout, step);
    const int id = log.add_exchange(raw);
    judge_contract(raw, parts, step, id, log);
    const auto body = source::parse_json(raw.response.body);
    const bool good = raw.response.status == 200 && body && append(all, *body, pages.items);
    if (is_excused(raw.response, step)) return log.give_up(reports::Verdict::untestable, why_refused());
    if (!good)
      return log.give_up(reports::Verdict::untestable,
                         fmt::format("page {} is no page: status {}", page, raw.response.status));
    if (page == 1) {
      for (const Step& between : pages.between) log.merge(play(between));
    }
    auto next = next_page(pages, raw.response, *body, parts.query);
    if (!next) break;
    if (page == pages.at_most) {
      return add_endless(page, step, id, log);
    }
    parts.query = std::move(*next);
  }
  HttpResponse whole;
  whole.status = 200;
  whole.body = source::render_json(all);
  judge_expectations(step, {whole, nullptr, "a list is no stream", log.last_exchange()}, values_, nullptr, log);
  if (!pages.as.empty()) log.save(pages.as, all);
  save_from(pages.exchange, whole, log);
}

}  // namespace confab::conformance
