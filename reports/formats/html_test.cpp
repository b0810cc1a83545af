#include "formats/html.hpp"

#include <algorithm>
#include <set>

#include "framework/catch.hpp"
#include "goldens/hostile_run.hpp"

using namespace confab::reports;

namespace {

bool has(const std::string& page, std::string_view text) {
  return page.find(text) != std::string::npos;
}

std::size_t count(const std::string& page, std::string_view text) {
  std::size_t found = 0;
  for (std::size_t at = page.find(text); at != std::string::npos; at = page.find(text, at + 1)) ++found;
  return found;
}

/// Without what stands in quotes or between tags: the names of all elements, each once.
std::set<std::string> elements(const std::string& page) {
  std::set<std::string> names;
  for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
    const std::size_t end = page.find_first_of(" >/\n", at + 2);
    names.insert(page.substr(at + 1, end - at - 1));
  }
  return names;
}

/// Everything between < and >, which stand for nothing but tags.
std::string tags(const std::string& page) {
  std::string text;
  bool inside = false;
  for (const char byte : page) {
    inside = byte == '<' || (inside && byte != '>');
    if (inside) text += byte;
  }
  return text;
}

}  // namespace

TEST_CASE("HTML: nothing that a peer sent becomes markup, and no control character stays") {
  const std::string page = render_html(hostile_run());
  CHECK(elements(page) == elements(render_html(sample_run())));
  CHECK_FALSE(has(page, "<script"));
  CHECK_FALSE(has(page, "<img"));
  const auto steering = [](char byte) {
    return (static_cast<unsigned char>(byte) < ' ' && byte != '\n' && byte != '\t') || byte == '\x7f';
  };
  CHECK(std::none_of(page.begin(), page.end(), steering));
  CHECK_FALSE(has(page, "\xE2\x80\xAE"));
  CHECK(has(page, "\\x1b[2J"));
  CHECK(has(page, "{{{style}}}{{&gt;finding}}"));    // quoted, not filled in again
  CHECK_NOTHROW(confab::source::Json(page).dump());  // throws where it is no UTF-8
}

TEST_CASE("HTML: what a peer sent is bounded") {
  CHECK(render_html(hostile_run()).size() < 2 * 1024 * 1024);
}

TEST_CASE("HTML: nothing is loaded from anywhere") {
  for (const RunResult& run : {sample_run(), hostile_run()}) {
    const std::string page = tags(render_html(run));
    CHECK_FALSE(has(page, "src="));
    CHECK(count(page, "href=") > 20);
    CHECK(count(page, "href=") == count(page, "href=\"#"));
  }
  const std::string style = render_html(RunResult{});
  for (const char* loading : {"url(", "@import", "http:", "https:"}) CHECK_FALSE(has(style, loading));
}

TEST_CASE("HTML: every link leads to a place that is there") {
  const std::string page = render_html(sample_run());
  std::size_t links = 0;
  for (std::size_t at = page.find("href=\"#"); at != std::string::npos; at = page.find("href=\"#", at + 1), ++links) {
    const std::string id = page.substr(at + 7, page.find('"', at + 7) - at - 7);
    INFO(id);
    CHECK(count(page, "id=\"" + id + "\"") == 1);
  }
  CHECK(links > 20);
}

TEST_CASE("HTML: every clause is told with its level, provenance and source, every breach with its evidence") {
  const RunResult run = sample_run();
  const std::string page = render_html(run);
  for (const ClauseResult& clause : run.clauses) {
    INFO(clause.clause.id);
    CHECK(has(page, "<code>" + clause.clause.id + "</code>"));
    CHECK(has(page, clause.clause.source));
  }
  CHECK(has(page, "&gt; POST http://127.0.0.1:8080/v2/conversations/"));
  CHECK(has(page, "<dt>expected</dt><dd>404</dd>"));
  CHECK(has(page, "<dt>actual</dt><dd>200</dd>"));
  CHECK(has(page, "2 times, also in reveng/cancel_again"));
  CHECK(has(page, "<pre>confab check reveng --target http://127.0.0.1:8080 --only reveng/cancel --credential "));
}

TEST_CASE("HTML: a deployment that could not be reached is told with the reason") {
  RunResult run = sample_run();
  CHECK_FALSE(has(render_html(run), "class=\"fault\""));
  run.fault = "connection <refused>";
  CHECK(has(render_html(run), "<p class=\"fault\">connection &lt;refused&gt;</p>"));
}

TEST_CASE("HTML: what passed is folded, what has to be acted on is open") {
  const std::string page = render_html(sample_run());
  CHECK(has(page, "data-clause=\"reveng.create_conversation.created\">"));
  CHECK(has(page, "data-clause=\"reveng.cancel_run.no_run\" open>"));
}

TEST_CASE("HTML: a run without clauses is still a report") {
  const std::string page = render_html(RunResult{});
  CHECK(has(page, "no verdict: nothing was judged"));
  CHECK(has(page, "</html>"));
}

TEST_CASE("HTML text escapes what could end a text or a quoted attribute") {
  CHECK(html_text("<a href=\"x\" id='y'>&amp;") == "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;");
  CHECK(html_text("two\nlines, é") == "two\nlines, é");
}
