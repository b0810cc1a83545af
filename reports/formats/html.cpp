#include "formats/html.hpp"

#include <kainjow/mustache.hpp>

#include "formats/html_page.hpp"
#include "formats/html_view.hpp"
#include "formats/printable.hpp"
#include "source/invariant.hpp"

namespace confab::reports {
namespace {

std::string_view escaped(char byte) {
  switch (byte) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

}  // namespace

std::string html_text(const std::string& bytes) {
  std::string text;
  for (const char byte : xml_text(terminal_text(bytes))) {
    const std::string_view entity = escaped(byte);
    if (entity.empty()) {
      text += byte;
    } else {
      text += entity;
    }
  }
  return text;
}

std::string render_html(const RunResult& run) {
  kainjow::mustache::mustache page{std::string(html_page())};
  source::invariant(page.is_valid(), "the template of the HTML report: " + page.error_message());
  page.set_custom_escape(html_text);
  kainjow::mustache::data view = html_view(run);
  view.set("style", std::string(html_style()));
  view.set("finding", std::string(html_finding()));
  return page.render(view);
}

}  // namespace confab::reports
