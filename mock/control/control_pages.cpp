#include "control/control_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "source/user_error.hpp"
#include "vendors/replies.hpp"

namespace confab::mock {

namespace {
Reply control_reply(int status, const source::Json& body) {
  Reply reply;
  reply.status = status;
  reply.body = std::make_shared<const std::string>(source::render_json(body));
  reply.headers.emplace_back("Cache-Control", "no-store");
  return reply;
}
}  // namespace

Reply plain_error(int status, std::string_view text) {
  return control_reply(status, {{"error", text}});
}

ControlPages::ControlPages(About about, const Journal& journal, SwitchedOn& deviations, std::function<void()> reset)
    : about_(std::move(about)), journal_(journal), deviations_(deviations), reset_(std::move(reset)) {}

const std::vector<ControlPages::Page>& ControlPages::pages() {
  static const std::vector<Page> kPages = {{"/_confab/health", "GET", &ControlPages::health},
                                           {"/_confab/reset", "POST", &ControlPages::reset},
                                           {"/_confab/journal", "GET", &ControlPages::journal},
                                           {"/_confab/deviations", "GET", &ControlPages::deviations},
                                           {"/_confab/deviations", "PUT", &ControlPages::set_deviations},
                                           {"/_confab/deviations", "DELETE", &ControlPages::clear_deviations}};
  return kPages;
}

Reply ControlPages::answer(const Request& request) const {
  std::string allowed;
  for (const Page& page : pages()) {
    if (page.path != request.path) continue;
    if (page.method == request.method) return (this->*page.answer)(request);
    allowed += fmt::format("{}{}", allowed.empty() ? "" : ", ", page.method);
  }
  if (allowed.empty())
    return plain_error(404, "Known here: /_confab/health, /_confab/reset, /_confab/journal, /_confab/deviations.");
  Reply reply = plain_error(405, fmt::format("Use {}.", allowed));
  reply.headers.emplace_back("Allow", allowed);
  return reply;
}

Reply ControlPages::health(const Request&) const {
  source::Json vendors = source::Json::array();
  for (const std::string& name : about_.vendors) {
    vendors.push_back({{"name", name}, {"base", about_.at_root ? std::string("/") : "/" + name}});
  }
  return control_reply(200,
                       {{"name", "confab"}, {"version", about_.version}, {"status", "ok"}, {"vendors", std::move(vendors)}});
}

Reply ControlPages::reset(const Request&) const {
  reset_();
  return empty_reply(204);
}

Reply ControlPages::journal(const Request&) const {
  return control_reply(200, journal_.render());
}

Reply ControlPages::deviations(const Request&) const {
  source::Json texts = source::Json::array();
  for (const auto& each : *deviations_.get()) texts.push_back(each->text());
  return control_reply(200, {{"deviations", std::move(texts)}});
}

Reply ControlPages::set_deviations(const Request& request) const {
  const auto texts = source::parse_json(request.body);
  const auto is_text = [](const source::Json& each) { return each.is_string(); };
  if (!texts || !texts->is_array() || !std::all_of(texts->begin(), texts->end(), is_text))
    return plain_error(400, R"(Send a JSON array of texts, such as ["status:operation=cancel_run,to=500"].)");
  DeviationList list;
  try {
    for (const source::Json& text : *texts) list.push_back(std::make_shared<const AimedDeviation>(text.get<std::string>()));
  } catch (const source::UserError& error) {
    return plain_error(400, error.render());
  }
  deviations_.set(std::move(list));
  return empty_reply(204);
}

Reply ControlPages::clear_deviations(const Request&) const {
  deviations_.set({});
  return empty_reply(204);
}

}  // namespace confab::mock
