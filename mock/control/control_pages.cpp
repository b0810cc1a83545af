#include "control/control_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace confab::mock {

namespace {
Reply json_reply(int status, const source::Json& body) {
  Reply reply;
  reply.status = status;
  reply.body = std::make_shared<const std::string>(source::render_json(body));
  reply.headers.emplace_back("Cache-Control", "no-store");
  return reply;
}
}  // namespace

Reply plain_error(int status, std::string_view text) {
  return json_reply(status, {{"error", text}});
}

ControlPages::ControlPages(About about, const Journal& journal, std::function<void()> reset)
    : about_(std::move(about)), journal_(journal), reset_(std::move(reset)) {}

const std::vector<ControlPages::Page>& ControlPages::pages() {
  static const std::vector<Page> kPages = {{"/_confab/health", "GET", &ControlPages::health},
                                           {"/_confab/reset", "POST", &ControlPages::reset},
                                           {"/_confab/journal", "GET", &ControlPages::journal}};
  return kPages;
}

Reply ControlPages::answer(std::string_view method, std::string_view path) const {
  const auto page = std::find_if(pages().begin(), pages().end(), [path](const Page& each) { return each.path == path; });
  if (page == pages().end()) return plain_error(404, "Known here: /_confab/health, /_confab/reset, /_confab/journal.");
  if (page->method == method) return (this->*page->answer)();
  Reply reply = plain_error(405, fmt::format("Use {}.", page->method));
  reply.headers.emplace_back("Allow", page->method);
  return reply;
}

Reply ControlPages::health() const {
  source::Json vendors = source::Json::array();
  for (const std::string& name : about_.vendors) {
    vendors.push_back({{"name", name}, {"base", about_.at_root ? std::string("/") : "/" + name}});
  }
  return json_reply(200,
                    {{"name", "confab"}, {"version", about_.version}, {"status", "ok"}, {"vendors", std::move(vendors)}});
}

Reply ControlPages::reset() const {
  reset_();
  Reply reply;
  reply.status = 204;
  reply.media_type.clear();
  return reply;
}

Reply ControlPages::journal() const {
  return json_reply(200, journal_.render());
}

}  // namespace confab::mock
