#include "formats/html_page.hpp"

namespace confab::reports {

std::string_view html_style() {
  return R"css(:root {
  color-scheme: light dark;
  --page: #ffffff; --text: #1f2328; --soft: #57606a; --line: #d0d7de; --code: #f6f8fa; --link: #0550ae;
  --pass: #1a7f37; --info: #0550ae; --warn: #8a5a00; --fail: #b3261e; --error: #86198f; --open: #6639ba; --rest: #57606a;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --text: #e6edf3; --soft: #9da7b3; --line: #3d444d; --code: #161b22; --link: #79b8ff;
    --pass: #56d364; --info: #79b8ff; --warn: #e3b341; --fail: #ff7b72; --error: #f0abfc; --open: #d2a8ff; --rest: #9da7b3;
  }
}
body { margin: 0 auto; max-width: 72rem; padding: 1rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); }
code, pre { font-family: ui-monospace, monospace; font-size: 0.875rem; }
pre { margin: 0.25rem 0; padding: 0.5rem; background: var(--code); border: 1px solid var(--line); white-space: pre-wrap; }
table { border-collapse: collapse; }
caption { text-align: left; color: var(--soft); }
th, td { padding: 0.2rem 0.6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
.count { text-align: right; font-variant-numeric: tabular-nums; }
nav ul { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none; }
.facts { margin: 0.5rem 0; }
.facts div { display: flex; gap: 1rem; }
.facts dt { flex: 0 0 7rem; color: var(--soft); }
.facts dd { margin: 0; white-space: pre-wrap; }
.outcome { font-size: 1.5rem; font-weight: bold; }
details { margin: 0.25rem 0; }
summary { cursor: pointer; }
details [id] { scroll-margin-top: 3rem; } /* the summary stays in sight */
.clause, .finding { padding-left: 0.75rem; border-left: 3px solid var(--line); }
.finding { margin: 0.75rem 0; border-color: var(--soft); }
.finding h4 { margin: 0; }
.verdict { font-weight: bold; }
.v-pass { color: var(--pass); } .v-info { color: var(--info); } .v-warn { color: var(--warn); }
.v-fail, .fault { color: var(--fail); } .v-error { color: var(--error); } .v-untestable { color: var(--open); }
.v-skip, .v-untested, .v-excluded { color: var(--rest); }
.b-pass { fill: var(--pass); } .b-info { fill: var(--info); } .b-warn { fill: var(--warn); }
.b-fail { fill: var(--fail); } .b-error { fill: var(--error); } .b-untestable { fill: var(--open); } .b-skip, .b-untested { fill: var(--rest); } .b-untested { opacity: 0.5; }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; font-size: 0.75rem; }
  nav { display: none; }
  .finding, tr { break-inside: avoid-page; }
  h2, h3, h4, summary { break-after: avoid-page; }
  details[open] > summary { list-style: none; }
}
)css";
}

}  // namespace confab::reports
